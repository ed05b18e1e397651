import { isDatabaseUnavailable } from '../../database/database-unavailable.ts'
import { txidOfCharge } from '../documents/charge.ts'
import { watermarkId } from '../documents/watermark.ts'
import { type HookReceiver } from '../hooks/receive-hook.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type Settling } from '../settlements/settling.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { awaitedCharges } from './awaited-charges.ts'
import { eachLimited, type Step } from './each-limited.ts'
import { returnLease, takeLease } from './lease.ts'
import { meetChanged } from './meet-changed.ts'
import { nightlyWindows } from './next-window.ts'
import { isWindowDue, sweepWindows } from './sweep-windows.ts'

/** The parts a sweep works with. */
export interface SweepParts {
  readonly tenant: TenantPayments
  readonly settling: Settling
  readonly receiver: HookReceiver | undefined
  /** Names this gateway among others. */
  readonly holder: string
  /** Ms between sweeps; a turn lasts three of them. */
  readonly intervalMs: number
  /** Hears of a document that was passed over until the next sweep. */
  readonly onTrouble: (error: unknown) => void
}

/** So many questions to one bank at once. */
const atOnce = 4

/** How long one question may take, in ms. */
const questionMs = 5_000

const taskOf = ({ provider }: SweepParts['tenant']): string => `sweep:${provider.key}`

/** Another gateway takes over within a minute, and a turn is not written down at every sweep. */
const leaseIntervals = 3

/** So many questions in a row without an answer mean that the bank is away, not one bad charge. */
const strikesToStop = 4

/**
 * Goes once through all that is open: tickets nobody has looked at, money without its ticket or on its way
 * back, calls that were stored and not handled, charges that may have been paid, the bank's own list. It starts
 * from the documents alone, so a gateway that died leaves nothing behind, and it ends early when the bank
 * does not answer.
 */
export const sweep = async (
  world: PaymentsWorld,
  { tenant, settling, receiver, holder, intervalMs, onTrouble }: SweepParts,
  closing: AbortSignal,
): Promise<void> => {
  const [received, unmatched, returning, awaited, pooled, watermark] = await Promise.all([
    tenant.hooks.idsIn('received', { provider: tenant.provider.key }),
    tenant.settlements.idsIn('unmatched'),
    tenant.settlements.idsIn('returning'),
    awaitedCharges(tenant, ['open', 'asked']),
    awaitedCharges(tenant, ['pooled']),
    tenant.watermarks.get(watermarkId(tenant.provider.key)),
  ])
  const isBusy = awaited.own.length + pooled.own.length > 0
  const waiting = [received, unmatched, returning, awaited.own, awaited.orphaned]
  const isIdle = waiting.every(({ length }) => length === 0)
  const nowMs = world.nowMs()
  if (closing.aborted || (isIdle && !isWindowDue(watermark, { nowMs, isBusy }))) return
  const isNight = nightlyWindows(watermark, nowMs) !== undefined
  const turn = { task: taskOf(tenant), holder, nowMs, forMs: intervalMs * leaseIntervals }
  if (!(await takeLease(tenant, turn))) return

  /** One document that cannot be read or written must not keep the others from their turn. */
  const careful =
    (work: (id: string) => Promise<Step>) =>
    async (id: string): Promise<Step> => {
      if (closing.aborted) return 'stop'
      try {
        return await work(id)
      } catch (error) {
        onTrouble(error)
        return isDatabaseUnavailable(error) ? 'stop' : 'go_on'
      }
    }
  const signal = (): AbortSignal => AbortSignal.any([closing, AbortSignal.timeout(questionMs)])
  const attend = careful(async (id) => {
    await settling.attend(id, signal())
    return 'go_on'
  })
  const handle = careful(async (id) => {
    await receiver?.handle(id, signal())
    return 'go_on'
  })
  const close = careful(async (id) => {
    await settling.inquire(txidOfCharge(id), signal())
    return 'go_on'
  })
  let strikes = 0
  const inquire = careful(async (id) => {
    const answer = await settling.inquire(txidOfCharge(id), signal())
    const isBankAway = !answer.ok && answer.error.kind === 'unavailable'
    strikes = isBankAway ? strikes + 1 : 0
    return strikes >= strikesToStop ? 'stop' : 'go_on'
  })
  await careful(async () => {
    await meetChanged(tenant, settling, closing)
    return 'go_on'
  })('tickets')
  // A ticket may still come for money that went back or was closed, and charges made in advance end unseen: once a
  // night is enough.
  const givenBack = isNight ? await tenant.settlements.idsIn('given_back') : []
  const closed = isNight ? await tenant.settlements.idsIn('closed') : []
  await eachLimited([...unmatched, ...returning, ...givenBack, ...closed], atOnce, attend)
  await eachLimited(received, atOnce, handle)
  // Nobody is asked about these, so they say nothing about the bank.
  const orphaned = isNight ? [...awaited.orphaned, ...pooled.orphaned] : awaited.orphaned
  await eachLimited(orphaned, atOnce, close)
  const own = isNight ? [...awaited.own, ...pooled.own] : awaited.own
  await eachLimited(own, atOnce, inquire)
  if (strikes < strikesToStop)
    await sweepWindows(world, { tenant, settling, isBusy, signal, closing })
}

/** Leaves the sweep to other gateways. */
export const endSweeping = async ({
  tenant,
  holder,
}: Pick<SweepParts, 'tenant' | 'holder'>): Promise<void> =>
  returnLease(tenant, { task: taskOf(tenant), holder })
