import * as v from 'valibot'
import { Grant, OperatorId } from '@totem/shared-schema'

/** Parses what it takes to know an operator again without the gateway: a slow hash of the password, never the password. */
export const Unlock = v.object({
  operator: OperatorId,
  salt: v.pipe(v.string(), v.maxLength(64)),
  hash: v.pipe(v.string(), v.maxLength(128)),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** What they may do, and until when, by the gateway's word. */
  grant: Grant,
})
/** What it takes to know an operator again. */
export type Unlock = v.InferOutput<typeof Unlock>

const Attempts = {
  operator: OperatorId,
  attempts: v.pipe(v.number(), v.integer(), v.minValue(0)),
  lastAt: v.pipe(v.number(), v.safeInteger()),
}

/** Parses the records of the device ledger that let operators in without the gateway. */
export const unlockRecords = [
  v.object({ kind: v.literal('unlock'), unlock: Unlock }),
  /** Wrong passwords since the last right one; kept, so that a reload gives nobody another five. */
  v.object({ kind: v.literal('unlock_attempts'), ...Attempts }),
] as const

type UnlockRecord = v.InferOutput<(typeof unlockRecords)[number]>

/** Whom this device knows, and how often somebody guessed. */
export interface Unlocks {
  readonly known: ReadonlyMap<OperatorId, Unlock>
  readonly attempts: ReadonlyMap<OperatorId, UnlockAttempts>
}

/** Wrong passwords since the last right one; `lastAt` in ms since 1970. */
export interface UnlockAttempts {
  readonly attempts: number
  readonly lastAt: number
}

/** The unlocks of a ledger while its records are being added up. */
export interface GrowingUnlocks extends Unlocks {
  readonly known: Map<OperatorId, Unlock>
  readonly attempts: Map<OperatorId, UnlockAttempts>
}

/** Makes the unlocks of a ledger without records. */
export const noUnlocks = (): GrowingUnlocks => ({ known: new Map(), attempts: new Map() })

/** Says whether a record is about unlocking. */
export const isUnlockRecord = (record: { readonly kind: string }): record is UnlockRecord =>
  record.kind === 'unlock' || record.kind === 'unlock_attempts'

/** Adds one record, in place. */
export const applyUnlockRecord = (unlocks: GrowingUnlocks, record: UnlockRecord): void => {
  if (record.kind === 'unlock') {
    unlocks.known.set(record.unlock.operator, record.unlock)
    unlocks.attempts.delete(record.unlock.operator)
    return
  }
  const { operator, attempts, lastAt } = record
  unlocks.attempts.set(operator, { attempts, lastAt })
}

/** Gives the records that make these unlocks again, without grants that have ended. */
export const compactedUnlockRecords = (unlocks: Unlocks, nowMs: number): readonly UnlockRecord[] =>
  [...unlocks.known.values()]
    .filter(({ grant }) => grant.until > nowMs)
    .flatMap((unlock): readonly UnlockRecord[] => {
      const { operator } = unlock
      const attempts = unlocks.attempts.get(operator)
      return [
        { kind: 'unlock', unlock },
        ...(attempts === undefined
          ? []
          : [{ kind: 'unlock_attempts' as const, operator, ...attempts }]),
      ]
    })
