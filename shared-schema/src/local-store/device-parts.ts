import { type RandomBytes } from '@totem/shared-schema'
import { type Collections } from './database/database.ts'
import { type DeviceIdentity, type StorageProblem } from './device.ts'
import { type Ledger } from './ledger/ledger.ts'
import { type LedgerRecord } from './ledger/ledger-record.ts'
import { type Clock } from './sync/network.ts'
import { type Session } from './sync/session.ts'
import { type EarlyActs } from './views/early-acts.ts'

/** What the acts of a device work with: its memory, its documents, its standing and the world's time and chance. */
export interface DeviceParts {
  readonly identity: DeviceIdentity
  readonly keys: Extract<LedgerRecord, { kind: 'device' }>
  readonly ledger: Ledger
  readonly collections: Collections
  readonly session: Session
  /** What was done here and is not in RxDB yet. */
  readonly early: EarlyActs
  readonly clock: Clock
  readonly randomBytes: RandomBytes
  /** Hears that RxDB did not take or give something; the ledger is replayed until it does. */
  readonly onViewTrouble: (cause: unknown) => void
}

/** Says in a value that the disk did not take something. */
export const storageProblem = (cause: unknown): StorageProblem => ({
  kind: 'storage',
  detail: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
})
