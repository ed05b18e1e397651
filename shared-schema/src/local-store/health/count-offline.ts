import { type OfflineDay } from '@totem/shared-schema'
import { distinctUntilChanged, type Observable } from 'rxjs'
import { isUp, type ConnectionState } from '../sync/connection.ts'
import { type Clock } from '../sync/network.ts'
import { type OfflineStore } from './offline-store.ts'
import { addStretch, offlineDaysOf } from './offline-time.ts'

/** What the count is made of. */
export interface OfflineSources {
  readonly connection$: Observable<ConnectionState>
  readonly clock: Clock
  /** The studio's time zone as it is now known (IANA name). */
  readonly timeZone: () => string
  readonly store: OfflineStore
}

/** A running count of the minutes without a connection. */
export interface OfflineCount extends Disposable {
  /** The minutes of the last days up to now. */
  readonly days: () => OfflineDay[]
}

/** How often is looked, in ms: so much is lost at a reload or a power cut, at most. */
const lookEveryMs = 60_000

/** Counts the time without a connection while the app runs, on top of what was counted before. */
export const countOffline = async ({
  connection$,
  clock,
  timeZone,
  store,
}: OfflineSources): Promise<OfflineCount> => {
  // A database that cannot be read takes the count of the last days with it, and nothing else.
  let time = await store.load().catch(() => new Map<OfflineDay['day'], number>())
  let fromMs = clock()
  let isOffline = false

  const look = (): void => {
    const toMs = clock()
    const next = addStretch(time, { fromMs, toMs, isOffline }, timeZone())
    fromMs = toMs
    if (next === time) return
    time = next
    // The next look writes it again.
    void store.save(time).catch(() => undefined)
  }
  const subscription = connection$.pipe(distinctUntilChanged()).subscribe({
    next: (state) => {
      look()
      isOffline = !isUp(state)
    },
  })
  const looking = setInterval(look, lookEveryMs)
  return {
    days: () => {
      look()
      return offlineDaysOf(time)
    },
    [Symbol.dispose]: () => {
      clearInterval(looking)
      subscription.unsubscribe()
    },
  }
}
