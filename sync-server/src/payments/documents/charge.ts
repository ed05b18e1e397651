import { Cents, DeviceId, TenantId, TicketId } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ChargeBill } from '../provider.ts'

const expiresAt = v.number()
const Bill = v.variant('kind', [
  v.object({ kind: v.literal('pix'), brCode: v.string(), expiresAt }),
  v.object({ kind: v.literal('terminal'), terminal: v.string(), expiresAt }),
  v.object({ kind: v.literal('desk'), expiresAt }),
])

/** For how long a customer may pay a charge that was asked for at the screen, in seconds. */
export const chargeSeconds = 900

/** What never changes about a charge but its ticket, once known: it is stored before the bank hears of it. */
const order = {
  type: v.literal('charge'),
  tenantId: TenantId,
  /** Frozen for the life of the charge: another provider would be another charge. */
  provider: v.string(),
  txid: v.string(),
  intent: v.string(),
  attempt: v.number(),
  /**
   * `asked` for one ticket, which it names; or `pool`: made ahead for a kiosk that may lose its link, and
   * without a ticket until that ticket's `charge_shown` names the txid.
   */
  origin: v.optional(v.picklist(['asked', 'pool']), 'asked'),
  ticketId: v.nullable(TicketId),
  device: DeviceId,
  amountCents: Cents,
  description: v.string(),
  askedAt: v.number(),
  /** Frozen with the order, so that every gateway at any time calls the same payments late. */
  expiresInSeconds: v.optional(v.number(), chargeSeconds),
}

/** Parses the document `charge:{txid}`. */
export const ChargeDocument = v.variant('state', [
  /** The bank's answer is not known; it may hold the charge. */
  v.object({ ...order, state: v.literal('asked') }),
  /** Of the pool: the bank holds it, and no ticket is known that showed it. */
  v.object({ ...order, state: v.literal('pooled'), bill: Bill }),
  v.object({ ...order, state: v.literal('open'), bill: Bill }),
  v.object({ ...order, state: v.literal('paid'), bill: v.nullable(Bill) }),
  /** Withdrawn, or past its end by the bank's own word; nobody asks for it any more. */
  v.object({ ...order, state: v.literal('ended'), bill: v.nullable(Bill) }),
])
/** A charge of ours: for which ticket, how much, and how far it has come. */
export type ChargeDocument = v.InferOutput<typeof ChargeDocument>

/** Names the document of a charge. */
export const chargeId = ({ txid }: { readonly txid: string }): string => `charge:${txid}`

/** Gives the txid that stands in the name of a charge's document. */
export const txidOfCharge = (id: string): string => id.slice('charge:'.length)

/** How long after its end a charge is still asked for, in ms: the bank's clock is not ours. */
export const afterEndMs = 5 * 60_000

/** Gives what a charge shows the customer, when that is known. */
export const billOfCharge = (charge: ChargeDocument): ChargeBill | null =>
  charge.state === 'asked' ? null : charge.bill

/** Gives the moment (ms since 1970) after which an unpaid charge needs no more questions. */
export const watchedUntil = (charge: ChargeDocument): number =>
  (billOfCharge(charge)?.expiresAt ?? endOfCharge(charge)) + afterEndMs

/** Gives the moment (ms since 1970) at which a charge ends by our own clock. */
export const endOfCharge = ({
  askedAt,
  expiresInSeconds,
}: Pick<ChargeDocument, 'askedAt' | 'expiresInSeconds'>): number =>
  askedAt + expiresInSeconds * 1_000
