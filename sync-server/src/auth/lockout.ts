import { err, ok, type Result } from '@totem/shared-schema'
import { type RegistryDocument } from '../registry/registry-documents.ts'

/** So many wrong passwords are a person; more are a program. */
const freeAttempts = 5
const firstPauseMs = 60_000
const longestPauseMs = 60 * 60_000

/** Attempts to log in to one account since the last good one. */
export type Lockout = RegistryDocument<'lockout'>

/** Says that an account takes no attempt before a time has passed. */
export interface Locked {
  readonly kind: 'locked'
  readonly retryAfterSeconds: number
}

/**
 * Counts an attempt before its password is looked at, so that many at once cannot slip through.
 * After five, each further one has to wait: a minute, two, four … an hour.
 */
export const countAttempt = (
  lockout: Lockout | undefined,
  nowMs: number,
): Result<Lockout, Locked> => {
  if (lockout === undefined) return ok({ attempts: 1, lastAt: nowMs })
  const waitMs = lockout.lastAt + pauseMs(lockout.attempts) - nowMs
  if (waitMs > 0) return err({ kind: 'locked', retryAfterSeconds: Math.ceil(waitMs / 1_000) })
  return ok({ attempts: lockout.attempts + 1, lastAt: nowMs })
}

const pauseMs = (attempts: number): number =>
  attempts < freeAttempts
    ? 0
    : Math.min(firstPauseMs * 2 ** (attempts - freeAttempts), longestPauseMs)
