import { type WatermarkDocument, watermarkId } from '../documents/watermark.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type Settling } from '../settlements/settling.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { nextWindow, nightlyWindows } from './next-window.ts'
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
  nextWindow(watermark, now) !== undefined || nightlyWindows(watermark, now.nowMs) !== undefined

/**
 * Reads a provider's list on from where any gateway stopped, and once a night the days before. The watermark
 * moves after the last page alone, so whoever dies in between is repeated, and repeating changes nothing.
 */
export const sweepWindows = async (
  world: PaymentsWorld,
  { tenant, settling, isBusy, signal, closing }: WindowSweepParts,
): Promise<void> => {
  const { watermarks, provider } = tenant
  const id = watermarkId(provider.key)
  const parts = { tenant, settling }
  while (!closing.aborted) {
    const nowMs = world.nowMs()
    const window = nextWindow(await watermarks.get(id), { nowMs, isBusy })
    if (window === undefined) break
    if (!(await readWindow(world, parts, { window, signal })).ok) return
    await advance(tenant, (known) =>
      known.until < window.toMs ? { ...known, until: window.toMs } : undefined,
    )
  }
  const nightly = nightlyWindows(await watermarks.get(id), world.nowMs())
  if (nightly === undefined) return
  for (const window of nightly.windows)
    if (closing.aborted || !(await readWindow(world, parts, { window, signal })).ok) return
  await advance(tenant, (known) => ({ ...known, reread: nightly.day }))
}

const advance = async (
  { watermarks, provider, tenantId }: TenantPayments,
  decide: (known: WatermarkDocument) => WatermarkDocument | undefined,
): Promise<void> => {
  await watermarks.decide(watermarkId(provider.key), (known) =>
    decide(known ?? { type: 'watermark', tenantId, until: 0, reread: null }),
  )
}
