import {
  deviceIdOf,
  err,
  type Grant,
  makeGrantId,
  ok,
  type DeviceId,
  type LoginRequest,
  type OperatorId,
  type RandomBytes,
  type Result,
  type TenantId,
} from '@totem/shared-schema'
import { createHash } from 'node:crypto'
import type * as v from 'valibot'
import { type RegistryDocument } from '../registry/registry-documents.ts'
import { type RegistryStore } from '../registry/registry-store.ts'
import { countAttempt, type Locked } from './lockout.ts'
import { isPassword } from './passwords.ts'
import { type Sessions } from './sessions.ts'

/** An operator at work on a tablet. */
export interface LoggedIn {
  readonly tenantId: TenantId
  readonly device: DeviceId
  readonly grant: Grant
  readonly refreshToken: string
}

/** Why a login was refused. Nothing tells an unknown name from a wrong password. */
export type LoginRefusal = Locked | { readonly kind: 'wrong_login' | 'revoked' | 'not_a_tablet' }

/** Lets an operator act on the tablet that holds a key. */
export type LogIn = (
  request: v.InferOutput<typeof LoginRequest>,
) => Promise<Result<LoggedIn, LoginRefusal>>

/** What a login is built on. */
export interface LogInDeps {
  readonly store: RegistryStore
  readonly sessions: Sessions
  readonly tenants: ReadonlyMap<TenantId, unknown>
  readonly nowMs: () => number
  readonly randomBytes: RandomBytes
  /** Hash that belongs to nobody: an unknown name is checked against it and costs the same time. */
  readonly nobodysHash: string
}

/** How long an operator may work on a tablet without the gateway (design §2, grants). */
const grantLifeMs = 7 * 24 * 60 * 60_000

/** Makes the login of all tenants. */
export const createLogIn = (deps: LogInDeps): LogIn => {
  const { store, sessions, tenants, nowMs, randomBytes, nobodysHash } = deps

  const checkPassword = async ({
    tenantId,
    username,
    password,
  }: Claimed): Promise<Result<RegistryDocument<'operator'>, LoginRefusal>> => {
    const operator = await store.read({ tenantId, kind: 'operator', key: username })
    const lockout = {
      tenantId,
      kind: 'lockout' as const,
      key: operator === undefined ? sharedLockoutKey(username) : username,
    }
    const counted = await store.decide(lockout, (current) => {
      const next = countAttempt(current, nowMs())
      return next.ok ? ok({ next: next.value, value: undefined }) : next
    })
    if (!counted.ok) return counted
    const isRight = await isPassword(password, operator?.passwordHash ?? nobodysHash)
    if (!isRight || operator?.isActive !== true) return err({ kind: 'wrong_login' })
    await store.decide(lockout, () => ok({ next: { attempts: 0, lastAt: 0 }, value: undefined }))
    return ok(operator)
  }

  return async ({ tenant: tenantId, username, password, publicKey }) => {
    if (!tenants.has(tenantId)) {
      await isPassword(password, nobodysHash)
      return err({ kind: 'wrong_login' })
    }
    const operator = await checkPassword({ tenantId, username, password })
    if (!operator.ok) return operator

    const device = deviceIdOf(publicKey)
    const { name, role } = operator.value
    const until = nowMs() + grantLifeMs
    const id = makeGrantId({ nowMs: nowMs(), randomBytes })
    const grant = { operator: username, name, role, device, until }
    await store.decide({ tenantId, kind: 'grant', key: id }, () =>
      ok({ next: grant, value: undefined }),
    )
    const fresh = {
      kind: 'tablet' as const,
      publicKey,
      letter: null,
      name: 'Tablet',
      pairedAt: nowMs(),
      revokedAt: null,
    }
    const registered = await store.decide(
      { tenantId, kind: 'device', key: device },
      (known): ReturnType<typeof keepGrant> => keepGrant(known ?? { ...fresh, grant: id }, id),
    )
    if (!registered.ok) return registered
    const session = { tenantId, operator: username, device, grant: id, expiresAt: until }
    const refreshToken = await sessions.start(session)
    return ok({ tenantId, device, grant: { id, ...grant }, refreshToken })
  }
}

interface Claimed {
  readonly tenantId: TenantId
  readonly username: OperatorId
  readonly password: string
}

type Device = RegistryDocument<'device'>

const keepGrant = (
  device: Device,
  grant: Grant['id'],
): Result<{ readonly next: Device; readonly value: undefined }, LoginRefusal> => {
  if (device.revokedAt !== null) return err({ kind: 'revoked' })
  if (device.kind !== 'tablet') return err({ kind: 'not_a_tablet' })
  return ok({ next: { ...device, grant }, value: undefined })
}

/**
 * Names nobody has share 4,096 lock-outs: they lock like real ones, so that a lock tells nothing,
 * and guessing names cannot fill the database.
 */
const sharedLockoutKey = (username: OperatorId): string =>
  `nobody-${createHash('sha256').update(username).digest('hex').slice(0, 3)}`
