import {
  intentOfTxid,
  maxPool,
  poolSeconds,
  type PoolCharge,
  type PoolOrder,
} from '@totem/shared-schema'
import { billOfCharge, chargeId, endOfCharge, type ChargeDocument } from '../documents/charge.ts'
import { noteFailure } from '../payments-world.ts'
import { type ChargeBill } from '../provider.ts'
import { eachLimited } from '../watch/each-limited.ts'
import { atOnce, strikesToStop, withinQuestion, type PoolParts } from './pool-parts.ts'

/** What became of the charges a kiosk asked for; one in neither list is to be asked for again. */
export interface MadeCharges {
  readonly charges: readonly PoolCharge[]
  readonly gone: readonly string[]
}

/**
 * Makes charges in advance. The kiosk named them, the document comes before the bank hears of one, and whoever asks
 * again gets what was made: an answer that got lost costs nothing.
 */
export const makeCharges = async (
  parts: PoolParts,
  orders: readonly PoolOrder[],
  pooled: ReadonlyMap<string, ChargeDocument>,
): Promise<MadeCharges> => {
  const charges: PoolCharge[] = []
  const gone: string[] = []
  const nowMs = parts.world.nowMs()
  let room = maxPool - [...pooled.values()].filter((charge) => endOfCharge(charge) > nowMs).length
  let strikes = 0

  await eachLimited(orders, atOnce, async (order) => {
    const known = pooled.has(order.txid) || (await isKnown(parts, order))
    if (!known) room -= 1
    // What is refused here for good has no document, so the bank never heard of it.
    if (!known && (room < 0 || !isOfTheDay(parts, order))) {
      gone.push(order.txid)
      return 'go_on'
    }
    const made = await makeCharge(parts, order)
    if (made.kind === 'made') charges.push(made.charge)
    else if (made.kind === 'gone') gone.push(order.txid)
    strikes = made.kind === 'unavailable' ? strikes + 1 : 0
    return strikes >= strikesToStop || parts.signal.aborted ? 'stop' : 'go_on'
  })
  return { charges, gone }
}

type Made =
  | { readonly kind: 'made'; readonly charge: PoolCharge }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unavailable' }

const makeCharge = async (parts: PoolParts, order: PoolOrder): Promise<Made> => {
  const { world, tenant, signal } = parts
  const wanted = newCharge(parts, order)
  const { document: charge = wanted } = await tenant.charges.decide(chargeId(order), (known) =>
    known === undefined ? wanted : undefined,
  )
  if (!isSameOrder(charge, wanted) || isOver(charge)) return { kind: 'gone' }
  const known = billOfCharge(charge)
  if (known !== null) return madeOf(order, known)

  const { txid, amountCents, description, expiresInSeconds } = charge
  const made = await tenant.provider.createCharge(
    { txid, amountCents, description, expiresInSeconds },
    withinQuestion(signal),
  )
  if (!made.ok) {
    noteFailure(world, { tenantId: tenant.tenantId, operation: 'create_charge' }, made.error)
    return { kind: 'unavailable' }
  }
  const { document } = await tenant.charges.decide(chargeId(charge), (current) =>
    current?.state === 'asked' && current.ticketId === null
      ? { ...current, state: 'pooled', bill: made.value }
      : undefined,
  )
  // Whoever was first to hear the bank's answer decides what every repetition gets.
  const bill = document === undefined ? null : billOfCharge(document)
  return madeOf(order, bill ?? made.value)
}

const isKnown = async ({ tenant }: PoolParts, order: PoolOrder): Promise<boolean> =>
  (await tenant.charges.get(chargeId(order))) !== undefined

/** A kiosk that still sells at an old price is about to hear of the new one. */
const isOfTheDay = ({ prices }: PoolParts, { service, amountCents }: PoolOrder): boolean =>
  prices.get(service)?.priceCents === amountCents

const newCharge = (
  { tenant: { tenantId, provider }, world, device, prices }: PoolParts,
  { txid, service, amountCents }: PoolOrder,
): ChargeDocument => ({
  type: 'charge',
  tenantId,
  provider: provider.key,
  txid,
  intent: intentOfTxid(txid),
  attempt: 1,
  origin: 'pool',
  ticketId: null,
  device,
  amountCents,
  description: prices.get(service)?.name ?? service,
  askedAt: world.nowMs(),
  expiresInSeconds: Math.min(poolSeconds, provider.limits.maxExpirySeconds),
  state: 'asked',
})

/** A txid that names a charge of another kiosk, sum or provider is nobody's second charge. */
const isSameOrder = (a: ChargeDocument, b: ChargeDocument): boolean =>
  a.origin === 'pool' &&
  a.device === b.device &&
  a.amountCents === b.amountCents &&
  a.provider === b.provider

/** A charge that led to a ticket was shown; one that was paid or ended is nothing to show. */
const isOver = ({ ticketId, state }: ChargeDocument): boolean =>
  ticketId !== null || state === 'paid' || state === 'ended'

/** A charge that waits at a terminal or a desk is no use to a kiosk that is alone. */
const madeOf = ({ txid, service, amountCents }: PoolOrder, bill: ChargeBill): Made =>
  bill.kind === 'pix'
    ? {
        kind: 'made',
        charge: { txid, service, amountCents, brCode: bill.brCode, expiresAt: bill.expiresAt },
      }
    : { kind: 'gone' }
