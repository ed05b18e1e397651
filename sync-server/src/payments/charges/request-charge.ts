import {
  chargeTxid,
  err,
  isOwnedBy,
  ok,
  type DeviceId,
  type PaymentLinkRequest,
  type PaymentLinkResponse,
  type Result,
} from '@totem/shared-schema'
import { billOfCharge, type ChargeDocument, chargeId, chargeSeconds } from '../documents/charge.ts'
import { noteFailure, type PaymentsWorld } from '../payments-world.ts'
import { type ChargeBill, type ChargeOrder } from '../provider.ts'
import { type TenantPayments } from '../tenant-payments.ts'

/** Why a kiosk gets no charge. */
export type ChargeRefusal = 'not_owner' | 'another_charge' | 'bank_unavailable' | 'no_code'

/** How long the bank may take in all, in ms: the kiosk falls to the next way to pay after two seconds. */
export const bankTimeoutMs = 1_800

/** Gives a kiosk the charge it asks for. The document comes first: what a bank knows, we know. */
export const requestCharge = async (
  world: PaymentsWorld,
  tenant: TenantPayments,
  { device, request }: { readonly device: DeviceId; readonly request: PaymentLinkRequest },
): Promise<Result<PaymentLinkResponse, ChargeRefusal>> => {
  if (!isOwnedBy(request.ticketId, device)) return err('not_owner')
  const signal = world.endAfter(bankTimeoutMs)
  const wanted = newCharge(tenant, { device, request, nowMs: world.nowMs() })
  const { document: charge = wanted } = await tenant.charges.decide(chargeId(wanted), (known) =>
    known === undefined ? wanted : undefined,
  )
  if (!isSameOrder(charge, wanted)) return err('another_charge')
  const known = billOfCharge(charge)
  if (known !== null) return linkOf(charge, known)

  const made = await tenant.provider.createCharge(orderOf(charge), signal)
  if (!made.ok) {
    noteFailure(world, { tenantId: tenant.tenantId, operation: 'create_charge' }, made.error)
    return err('bank_unavailable')
  }
  const opened = await tenant.charges.decide(chargeId(charge), (current) =>
    current !== undefined && billOfCharge(current) === null && current.state !== 'paid'
      ? { ...charge, state: 'open', bill: made.value }
      : undefined,
  )
  // Whoever was first to hear the bank's answer decides what every repetition shows.
  const bill = opened.document === undefined ? null : billOfCharge(opened.document)
  return linkOf(charge, bill ?? made.value)
}

const newCharge = (
  { tenantId, provider }: TenantPayments,
  asked: {
    readonly device: DeviceId
    readonly request: PaymentLinkRequest
    readonly nowMs: number
  },
): ChargeDocument => {
  const { ticketId, intent, attempt, amountCents, description } = asked.request
  return {
    type: 'charge',
    tenantId,
    provider: provider.key,
    txid: chargeTxid(intent, attempt),
    intent,
    attempt,
    origin: 'asked',
    ticketId,
    device: asked.device,
    amountCents,
    description,
    askedAt: asked.nowMs,
    expiresInSeconds: chargeSeconds,
    state: 'asked',
  }
}

const isSameOrder = (a: ChargeDocument, b: ChargeDocument): boolean =>
  a.ticketId === b.ticketId && a.amountCents === b.amountCents && a.provider === b.provider

const orderOf = ({
  txid,
  amountCents,
  description,
  expiresInSeconds,
}: ChargeDocument): ChargeOrder => ({ txid, amountCents, description, expiresInSeconds })

/** A charge that is paid at a terminal or a desk has nothing for the kiosk's screen. */
const linkOf = (
  { txid, amountCents }: ChargeDocument,
  bill: ChargeBill,
): Result<PaymentLinkResponse, 'no_code'> =>
  bill.kind === 'pix'
    ? ok({ txid, amountCents, brCode: bill.brCode, expiresAt: bill.expiresAt })
    : err('no_code')
