import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'

/** The part of a registered service worker that updating takes; `Workbox` of workbox-window is one. */
export interface AppWorker {
  /** Calls back when a new build has been fetched and waits. */
  readonly onWaiting: (listener: () => void) => void
  /** Lets the waiting build take over and reloads the page when it has. */
  readonly activate: () => void
  /** Looks for a new build. */
  readonly check: () => void
}

/** When the tablet counts as being left alone. */
export interface Quietness {
  /** Nobody is at work, or the queue lies untouched with nothing open, running or unsent. */
  readonly isQuiet: Accessor<boolean>
  readonly quietForMs?: number
}

/** A tablet never navigates, so the browser itself hardly ever looks for a new build. */
const checkEveryMs = 15 * 60_000
const defaultQuietMs = 60_000

/** Brings in a new build when the tablet has been left alone for a minute; never under a finger. */
export const createAppUpdate = (worker: AppWorker, quietness: Quietness): Accessor<boolean> => {
  const [isWaiting, setWaiting] = createSignal(false)
  worker.onWaiting(() => setWaiting(true))
  const checking = setInterval(() => worker.check(), checkEveryMs)
  onCleanup(() => clearInterval(checking))
  createEffect(() => {
    if (!isWaiting() || !quietness.isQuiet()) return
    const timer = setTimeout(() => worker.activate(), quietness.quietForMs ?? defaultQuietMs)
    onCleanup(() => clearTimeout(timer))
  })
  return isWaiting
}
