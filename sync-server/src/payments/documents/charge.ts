import { Cents, DeviceId, TenantId, TicketId } from '@totem/shared-schema'
import * as v from 'valibot'

const Bill = v.object({ brCode: v.string(), expiresAt: v.number() })

/** What never changes about a charge: it is stored before the bank hears of it. */
const order = {
  type: v.literal('charge'),
  tenantId: TenantId,
  /** Frozen for the life of the charge: another provider would be another charge. */
  provider: v.string(),
  txid: v.string(),
  intent: v.string(),
  attempt: v.number(),
  ticketId: TicketId,
  device: DeviceId,
  amountCents: Cents,
  description: v.string(),
  askedAt: v.number(),
}

/** Parses the document `charge:{txid}`. */
export const ChargeDocument = v.variant('state', [
  /** The bank's answer is not known; it may hold the charge. */
  v.object({ ...order, state: v.literal('asked') }),
  v.object({ ...order, state: v.literal('open'), bill: Bill }),
  v.object({ ...order, state: v.literal('paid'), bill: v.nullable(Bill) }),
  /** Withdrawn, or past its end by the bank's own word; nobody asks for it any more. */
  v.object({ ...order, state: v.literal('ended'), bill: v.nullable(Bill) }),
])
/** A charge of ours: for which ticket, how much, and how far it has come. */
export type ChargeDocument = v.InferOutput<typeof ChargeDocument>

/** Names the document of a charge. */
export const chargeId = ({ txid }: { readonly txid: string }): string => `charge:${txid}`

/** For how long a customer may pay a charge, in seconds. */
export const chargeSeconds = 900

/** How long after its end a charge is still asked for, in ms: the bank's clock is not ours. */
export const afterEndMs = 5 * 60_000

/** Gives what a charge shows the customer, when that is known. */
export const billOfCharge = (
  charge: ChargeDocument,
): { readonly brCode: string; readonly expiresAt: number } | null =>
  charge.state === 'asked' ? null : charge.bill

/** Gives the moment (ms since 1970) after which an unpaid charge needs no more questions. */
export const watchedUntil = (charge: ChargeDocument): number =>
  (billOfCharge(charge)?.expiresAt ?? charge.askedAt + chargeSeconds * 1_000) + afterEndMs
