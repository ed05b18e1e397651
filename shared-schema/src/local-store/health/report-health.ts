import {
  distinctUntilChanged,
  filter,
  firstValueFrom,
  switchMap,
  timer,
  type Observable,
} from 'rxjs'
import * as v from 'valibot'
import {
  type DeviceHealth,
  healthEveryMs,
  type OfflineDay,
  type PrinterHealth,
} from '@totem/shared-schema'
import { type SyncStatus } from '../device.ts'
import { isUp, type ConnectionState } from '../sync/connection.ts'
import { type Session } from '../sync/session.ts'

/** What a device can look up about itself; the world of a test has neither build nor disk. */
export interface DeviceVitals {
  readonly build: string
  readonly storage: () => Promise<DeviceHealth['storage']>
  /** How the printer is; `undefined` until that is known. */
  readonly printer?: () => PrinterHealth | undefined
}

/** What the reports are made of. */
export interface HealthSources {
  readonly vitals: DeviceVitals
  readonly session: Session
  readonly connection$: Observable<ConnectionState>
  readonly sync$: Observable<Pick<SyncStatus, 'pending' | 'oldestPendingAt' | 'refused'>>
  /** When the limits of selling on trust that are held were signed, in ms since 1970; `undefined` where there are none. */
  readonly termsAt?: () => number | undefined
  /** The minutes without a connection, by day; left out where nobody counts. */
  readonly offline?: () => OfflineDay[]
}

/** Time limit of one report, in milliseconds. */
const reportTimeoutMs = 5_000

/** Tells the gateway every minute of a connection how this device is; gives what stops it. */
export const reportHealth = ({
  vitals,
  session,
  connection$,
  sync$,
  termsAt,
  offline,
}: HealthSources): (() => void) => {
  const report = async (): Promise<void> => {
    const { pending, oldestPendingAt, refused } = await firstValueFrom(sync$)
    const [printer, heldTermsAt] = [vitals.printer?.(), termsAt?.()]
    const body: DeviceHealth = {
      build: vitals.build,
      pending,
      oldestPendingAt,
      refused,
      storage: await vitals.storage().catch(() => null),
      ...(printer === undefined ? {} : { printer }),
      ...(heldTermsAt === undefined ? {} : { termsAt: heldTermsAt }),
      ...(offline === undefined ? {} : { offline: offline() }),
    }
    // A report that gets lost is followed by the next one.
    await session.request({
      method: 'POST',
      path: '/devices/health',
      body,
      timeoutMs: reportTimeoutMs,
      answer: v.unknown(),
    })
  }
  const subscription = connection$
    .pipe(
      distinctUntilChanged(),
      switchMap((state) =>
        timer(isUp(state) ? 1_000 : healthEveryMs, healthEveryMs).pipe(filter(() => isUp(state))),
      ),
    )
    .subscribe(() => void report().catch(() => undefined))
  return () => subscription.unsubscribe()
}
