import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import { type Clock } from '../time/clock.ts'

/** How often a new version is looked for, in ms: the page never navigates, so the browser itself does not. */
const checkMs = 15 * 60_000

/** How long the start screen must have stood untouched before a new version may replace it, in ms. */
const quietMs = 10_000

/** The service worker as the kiosk needs it. */
export interface AppVersions {
  /** Calls back when a new version has been fetched whole and waits. */
  readonly onWaiting: (listener: () => void) => void
  readonly check: () => void
  /** Lets the waiting version take over, and reloads. */
  readonly apply: () => void
}

/**
 * Brings in new versions unseen: only while the kiosk is free (nobody there, nothing unacknowledged),
 * never under a customer's finger.
 */
export const createAppUpdate = (
  versions: AppVersions,
  isFree: Accessor<boolean>,
  clock: Clock,
): void => {
  const [isWaiting, setWaiting] = createSignal(false)
  versions.onWaiting(() => setWaiting(true))
  onCleanup(clock.every(checkMs, () => versions.check()))
  createEffect(() => {
    if (isWaiting() && isFree()) onCleanup(clock.after(quietMs, () => versions.apply()))
  })
}
