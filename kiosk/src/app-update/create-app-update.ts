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

/** When a new version may come in by itself. */
export interface UpdateRules {
  /** Nobody is there, and nothing waits to be acknowledged. */
  readonly isFree: Accessor<boolean>
  /** The manager wants this kiosk to stay on the build it runs. */
  readonly stays: Accessor<boolean>
  /** A manager wants the newest build now: it is looked for at once. */
  readonly isOrdered: Accessor<boolean>
}

/** What staff see of a new version. */
export interface AppUpdate {
  readonly isWaiting: Accessor<boolean>
  /** Lets it in at once. The ledger survives it, so nothing that is not sent is lost. */
  readonly applyNow: () => void
}

/**
 * Brings in new versions unseen: only while the kiosk is free (nobody there, nothing unacknowledged), never under a
 * customer's finger, and not where the manager wants the present build to stay.
 */
export const createAppUpdate = (
  versions: AppVersions,
  { isFree, stays, isOrdered }: UpdateRules,
  clock: Clock,
): AppUpdate => {
  const [isWaiting, setWaiting] = createSignal(false)
  versions.onWaiting(() => setWaiting(true))
  onCleanup(clock.every(checkMs, () => versions.check()))
  createEffect(() => {
    if (isOrdered()) versions.check()
  })
  createEffect(() => {
    if (isWaiting() && isFree() && !stays()) onCleanup(clock.after(quietMs, () => versions.apply()))
  })
  return { isWaiting, applyNow: () => versions.apply() }
}
