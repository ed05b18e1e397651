import {
  type DeviceId,
  err,
  type GrantId,
  ok,
  type OperatorId,
  type RandomBytes,
  type Result,
  TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { hashSecret, isSameHash } from '../crypto/hash-secret.ts'
import { type RegistryDocument } from '../registry/registry-documents.ts'
import { type RegistryStore } from '../registry/registry-store.ts'

/** What a login leaves behind so that it can be renewed. */
export interface SessionStart {
  readonly tenantId: TenantId
  readonly operator: OperatorId
  readonly device: DeviceId
  readonly grant: GrantId
  /** Last moment of the session, in ms since 1970. */
  readonly expiresAt: number
}

/** Why a refresh token is not believed. `reused` has ended the session it belonged to. */
export type RefreshRefusal =
  | { readonly kind: 'unknown' | 'ended' }
  | { readonly kind: 'reused'; readonly tenantId: TenantId; readonly device: DeviceId }

/** A session that goes on, with the refresh token that is good from now. */
export interface RefreshedSession extends SessionStart {
  readonly refreshToken: string
}

/** Keeps logins going by refresh tokens, each good once. */
export interface Sessions {
  /** Starts a session and gives its first refresh token. */
  readonly start: (session: SessionStart) => Promise<string>
  /** Exchanges a refresh token for the one with the secret that the tablet chose. */
  readonly refresh: (
    refreshToken: string,
    next: string,
  ) => Promise<Result<RefreshedSession, RefreshRefusal>>
}

/** What sessions are built on. */
export interface SessionsDeps {
  readonly store: RegistryStore
  readonly tenants: ReadonlyMap<TenantId, unknown>
  readonly nowMs: () => number
  readonly randomBytes: RandomBytes
}

const RefreshToken = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]+\.[\w-]{22}\.[\w-]{43}$/),
  v.transform((text) => text.split('.')),
  v.tuple([TenantId, v.string(), v.string()]),
)

/** Makes the sessions of all tenants. */
export const createSessions = (deps: SessionsDeps): Sessions => {
  const { store, tenants, nowMs, randomBytes } = deps
  const randomText = (bytes: number): string =>
    Buffer.from(randomBytes(bytes)).toString('base64url')

  return {
    start: async ({ tenantId, ...session }) => {
      const [key, secret] = [randomText(16), randomText(32)]
      const next = { ...session, tokenHash: hashSecret(secret), revokedAt: null }
      await store.decide({ tenantId, kind: 'session', key }, () => ok({ next, value: undefined }))
      return `${tenantId}.${key}.${secret}`
    },
    refresh: async (refreshToken, nextSecret) => {
      const parsed = v.safeParse(RefreshToken, refreshToken)
      if (!parsed.success || !tenants.has(parsed.output[0])) return err({ kind: 'unknown' })
      const [tenantId, key, secret] = parsed.output
      const hashes = { shown: hashSecret(secret), next: hashSecret(nextSecret) }
      const decided = await store.decide({ tenantId, kind: 'session', key }, (session) =>
        session === undefined
          ? err({ kind: 'unknown' } as const)
          : ok(rotate(session, hashes, nowMs())),
      )
      if (!decided.ok) return decided
      const { outcome, session } = decided.value
      if (outcome === 'ended') return err({ kind: 'ended' })
      if (outcome === 'reused') return err({ kind: 'reused', tenantId, device: session.device })
      const { operator, device, grant, expiresAt } = session
      const token = `${tenantId}.${key}.${nextSecret}`
      return ok({ tenantId, operator, device, grant, expiresAt, refreshToken: token })
    },
  }
}

type Session = RegistryDocument<'session'>

interface Rotation {
  readonly next?: Session
  readonly value: { readonly outcome: 'rotated' | 'ended' | 'reused'; readonly session: Session }
}

/**
 * Decides about a shown token. A repeated request (its answer was lost) names the very secret that
 * is good now and is answered again; a used token with any other means that somebody else has it.
 */
const rotate = (
  session: Session,
  hashes: { readonly shown: string; readonly next: string },
  nowMs: number,
): Rotation => {
  if (session.revokedAt !== null || session.expiresAt <= nowMs)
    return { value: { outcome: 'ended', session } }
  if (isSameHash(session.tokenHash, hashes.next)) return { value: { outcome: 'rotated', session } }
  if (isSameHash(session.tokenHash, hashes.shown)) {
    const next = { ...session, tokenHash: hashes.next }
    return { next, value: { outcome: 'rotated', session: next } }
  }
  return { next: { ...session, revokedAt: nowMs }, value: { outcome: 'reused', session } }
}
