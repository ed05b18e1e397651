import { billOfCharge, chargeId, type ChargeDocument } from '../documents/charge.ts'
import { noteFailure } from '../payments-world.ts'
import { eachLimited } from '../watch/each-limited.ts'
import { atOnce, strikesToStop, withinQuestion, type PoolParts } from './pool-parts.ts'

/**
 * Withdraws charges that a kiosk will show to nobody, by its own signed-in word. Gives those that need no more
 * work; the others are named again.
 */
export const withdrawCharges = async (
  parts: PoolParts,
  retired: readonly string[],
): Promise<readonly string[]> => {
  const gone: string[] = []
  let strikes = 0
  await eachLimited(retired, atOnce, async (txid) => {
    const isGone = await withdrawCharge(parts, txid)
    if (isGone) gone.push(txid)
    strikes = isGone ? 0 : strikes + 1
    return strikes >= strikesToStop || parts.signal.aborted ? 'stop' : 'go_on'
  })
  return gone
}

const withdrawCharge = async (parts: PoolParts, txid: string): Promise<boolean> => {
  const { world, tenant, signal } = parts
  const charge = await tenant.charges.get(chargeId({ txid }))
  if (charge === undefined || !isWithdrawable(charge, parts)) return true
  const answer = await tenant.provider.cancelCharge(txid, withinQuestion(signal))
  if (!answer.ok && answer.error.kind !== 'unknown_charge') {
    noteFailure(world, { tenantId: tenant.tenantId, operation: 'cancel_charge' }, answer.error)
    return false
  }
  // What the bank calls over may have been paid, though nobody was shown it: then the sweep asks and finds out.
  const isPaidPerhaps = answer.ok && answer.value === 'ended'
  await tenant.charges.decide(chargeId({ txid }), (current) => {
    if (current === undefined || !isWithdrawable(current, parts)) return undefined
    const bill = billOfCharge(current)
    return isPaidPerhaps && bill !== null
      ? { ...current, state: 'open', bill }
      : { ...current, state: 'ended', bill }
  })
  return true
}

/** What an earlier provider made ends there by itself: nobody was shown it, and nobody will be. */
const isWithdrawable = (
  charge: ChargeDocument,
  { device, tenant }: Pick<PoolParts, 'device' | 'tenant'>,
): boolean =>
  charge.origin === 'pool' &&
  charge.device === device &&
  charge.provider === tenant.provider.key &&
  charge.ticketId === null &&
  (charge.state === 'asked' || charge.state === 'pooled')
