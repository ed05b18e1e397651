import { type WatermarkDocument, watermarkId } from '../documents/watermark.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type Settling } from '../settlements/settling.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { nextWindow, nightlyWindows, returnsReading } from './next-window.ts'
import { readWindow } from './read-window.ts'

/** What reading a provider's list works with. */
export interface WindowSweepParts {
  readonly tenant: TenantPayments
  readonly settling: Settling
  /** Whether money is awaited, so that the list is read every minute. */
  readonly isBusy: boolean
  /** Makes the signal of one question. */
  readonly signal: () => AbortSignal
  readonly closing: AbortSignal
}

/** Says whether a sweep of windows has anything to do now. */
export const isWindowDue = (
  watermark: WatermarkDocument | undefined,
  now: { readonly nowMs: number; readonly isBusy: boolean },
): boolean =>
  nextWindow(watermark, now) !== undefined ||
  nightlyWindows(watermark, now.nowMs) !== undefined ||
  returnsReading(watermark, now.nowMs) !== undefined

/**
 * Reads a provider's list on from where any gateway stopped, once a night the days before, and a part at a time what
 * went back of the months before. The watermark moves after the last page alone, so whoever dies in between is
 * repeated, and repeating changes nothing.
 */
export const sweepWindows = async (
  world: PaymentsWorld,
  sweepParts: WindowSweepParts,
): Promise<void> => {
  if ((await readNew(world, sweepParts)) && (await readNightly(world, sweepParts)))
    await readReturns(world, sweepParts)
}

/** Each reading says whether the bank answered, and the next one is worth trying. */
type Reading = (world: PaymentsWorld, parts: WindowSweepParts) => Promise<boolean>

const readNew: Reading = async (world, { tenant, settling, isBusy, signal, closing }) => {
  const { watermarks, provider } = tenant
  const id = watermarkId(provider.key)
  const parts = { tenant, settling }
  while (!closing.aborted) {
    const nowMs = world.nowMs()
    const window = nextWindow(await watermarks.get(id), { nowMs, isBusy })
    if (window === undefined) return true
    if (!(await readWindow(world, parts, { window, signal })).ok) return false
    await advance(tenant, (known) =>
      known.until < window.toMs ? { ...known, until: window.toMs } : undefined,
    )
  }
  return false
}

const readNightly: Reading = async (world, { tenant, settling, signal, closing }) => {
  const known = await tenant.watermarks.get(watermarkId(tenant.provider.key))
  const nightly = nightlyWindows(known, world.nowMs())
  if (nightly === undefined) return true
  const parts = { tenant, settling }
  for (const window of nightly.windows)
    if (closing.aborted || !(await readWindow(world, parts, { window, signal })).ok) return false
  await advance(tenant, (now) => ({ ...now, reread: nightly.day }))
  return true
}

const readReturns: Reading = async (world, { tenant, settling, signal, closing }) => {
  const known = await tenant.watermarks.get(watermarkId(tenant.provider.key))
  const reading = returnsReading(known, world.nowMs())
  if (reading === undefined) return true
  const parts = { tenant, settling }
  for (const window of reading.windows) {
    if (closing.aborted) return false
    const read = await readWindow(world, parts, { window, signal })
    // How far back a bank lets us look is not known: what it refuses for good keeps nobody from the other days.
    if (!read.ok && read.error.kind === 'unavailable') return false
  }
  await advance(tenant, (now) => ({ ...now, returns: reading.returns }))
  return true
}

const advance = async (
  { watermarks, provider, tenantId }: TenantPayments,
  decide: (known: WatermarkDocument) => WatermarkDocument | undefined,
): Promise<void> => {
  await watermarks.decide(watermarkId(provider.key), (known) =>
    decide(known ?? { type: 'watermark', tenantId, until: 0, reread: null, returns: null }),
  )
}
