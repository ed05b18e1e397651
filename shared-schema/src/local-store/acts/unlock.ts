import {
  base64urlToBytes,
  bytesToBase64url,
  err,
  ok,
  type Grant,
  type RandomBytes,
  type Result,
} from '@totem/shared-schema'
import { type Credentials, type LoginProblem } from '../device.ts'
import { type Ledger } from '../ledger/ledger.ts'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { type Unlock, type UnlockAttempts } from '../ledger/unlocks.ts'
import { isGranted } from '../views/grant-view.ts'
import { type Clock } from '../sync/network.ts'

/** OWASP's number for PBKDF2 with SHA-256; browsers have nothing that costs a thief more memory. */
const iterations = 600_000

/** So many wrong passwords are a person; after that each further one waits: a minute, two, four … an hour. */
const freeAttempts = 5
const firstPauseMs = 60_000
const longestPauseMs = 60 * 60_000

/** Makes the record by which this device will know an operator again, after the gateway has let them in. */
export const unlockRecord = async (
  password: string,
  grant: Grant,
  randomBytes: RandomBytes,
): Promise<Extract<LedgerRecord, { kind: 'unlock' }>> => {
  const salt = randomBytes(16)
  const hash = await slowHash(password, salt, iterations)
  const { operator } = grant
  const unlock = { operator, salt: bytesToBase64url(salt), hash, iterations, grant }
  return { kind: 'unlock', unlock }
}

/**
 * Lets an operator in whom the gateway let in on this device before, while their grant lasts and no gateway can be
 * asked. `offline` for anybody else: nothing here knows them.
 */
export const unlock = async (
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  { username, password }: Credentials,
): Promise<Result<Grant, LoginProblem>> => {
  const known = [...ledger.state.unlocks.known.values()].find(
    ({ operator }) => operator === username,
  )
  if (known === undefined || !isGranted(known.grant, clock())) return err({ kind: 'offline' })
  const { operator, grant } = known
  // Counted before the password is looked at: many tries at once cannot slip through.
  const locked = await ledger.write(() => {
    const before = ledger.state.unlocks.attempts.get(operator)
    const waitMs = pauseLeftMs(before, clock())
    if (waitMs > 0) return { records: [], value: waitMs }
    const attempts = (before?.attempts ?? 0) + 1
    return {
      records: [{ kind: 'unlock_attempts', operator, attempts, lastAt: clock() }],
      value: 0,
    }
  })
  if (locked > 0) return err({ kind: 'locked', retryAfterSeconds: Math.ceil(locked / 1_000) })
  if (!(await isPassword(known, password))) return err({ kind: 'wrong_credentials' })
  await ledger.write(() => ({
    records: [
      { kind: 'unlock_attempts', operator, attempts: 0, lastAt: 0 },
      { kind: 'grant', grant },
    ],
    value: undefined,
  }))
  return ok(grant)
}

const pauseLeftMs = (tried: UnlockAttempts | undefined, nowMs: number): number => {
  if (tried === undefined || tried.attempts < freeAttempts) return 0
  const pauseMs = Math.min(firstPauseMs * 2 ** (tried.attempts - freeAttempts), longestPauseMs)
  // A clock that was set back must not lock anybody out for longer than the pause.
  return Math.min(pauseMs, tried.lastAt + pauseMs - nowMs)
}

const isPassword = async (known: Unlock, password: string): Promise<boolean> => {
  const salt = base64urlToBytes(known.salt)
  return salt !== undefined && (await slowHash(password, salt, known.iterations)) === known.hash
}

const slowHash = async (password: string, salt: Uint8Array, rounds: number): Promise<string> => {
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(password),
    'PBKDF2',
    false,
    ['deriveBits'],
  )
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations: rounds },
    key,
    256,
  )
  return bytesToBase64url(new Uint8Array(bits))
}
