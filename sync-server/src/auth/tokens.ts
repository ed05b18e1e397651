import { DeviceId, err, GrantId, ok, OperatorId, TenantId, type Result } from '@totem/shared-schema'
import { createLocalJWKSet, errors, importJWK, jwtVerify, SignJWT, type JWTPayload } from 'jose'
import * as v from 'valibot'
import { type JwtKeys } from '../secrets/jwt-keys.ts'
import { deviceKinds, type Principal } from './principal.ts'

/** How long an access token is good, in seconds. */
export const accessSeconds = 15 * 60

/** How long a device may take to sign a challenge, in seconds. */
export const challengeSeconds = 60

/** Why a token is not believed. */
export type TokenRefusal = 'invalid' | 'expired'

/** Who a challenge was made for. */
export interface Challenged {
  readonly tenantId: TenantId
  readonly device: DeviceId
}

/** Makes and reads our tokens. */
export interface Tokens {
  readonly issueAccess: (principal: Omit<Principal, 'expiresAt'>) => Promise<string>
  readonly readAccess: (token: string) => Promise<Result<Principal, TokenRefusal>>
  readonly issueChallenge: (challenged: Challenged) => Promise<string>
  readonly readChallenge: (challenge: string) => Promise<Result<Challenged, TokenRefusal>>
}

const issuer = 'totem'
const algorithm = 'EdDSA'
const clockToleranceSeconds = 30
const challengeAudience = 'device-challenge'

const AccessClaims = v.pipe(
  v.object({
    aud: v.picklist(deviceKinds),
    sub: DeviceId,
    tenant: TenantId,
    kind: v.picklist(deviceKinds),
    role: v.picklist(['kiosk', 'panel', 'operator', 'manager']),
    operator: v.exactOptional(OperatorId),
    grant: v.exactOptional(GrantId),
    exp: v.number(),
  }),
  v.check(({ aud, kind }) => aud === kind),
  v.transform(({ sub, tenant, exp, aud, ...rest }): Principal => ({
    ...rest,
    kind: aud,
    tenantId: tenant,
    device: sub,
    expiresAt: exp * 1_000,
  })),
)

const ChallengeClaims = v.pipe(
  v.object({ sub: DeviceId, tenant: TenantId }),
  v.transform(({ sub, tenant }): Challenged => ({ device: sub, tenantId: tenant })),
)

/** Makes the tokens of one set of keys. Only the current key signs; each known `kid` is believed. */
export const createTokens = async (jwtKeys: JwtKeys, nowMs: () => number): Promise<Tokens> => {
  const { current, keys } = jwtKeys
  const signingJwk = keys.find(({ kid, d }) => kid === current && d !== undefined)
  if (signingJwk === undefined) throw new Error('there is no current signing key')
  const signingKey = await importJWK(signingJwk, algorithm)
  const knownKeys = createLocalJWKSet({ keys: keys.map(({ d, ...publicKey }) => publicKey) })

  const sign = (payload: JWTPayload, seconds: number): Promise<string> => {
    const issuedAt = Math.floor(nowMs() / 1_000)
    return new SignJWT(payload)
      .setProtectedHeader({ alg: algorithm, kid: current, typ: 'JWT' })
      .setIssuer(issuer)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + seconds)
      .sign(signingKey)
  }

  const read = async <S extends v.GenericSchema>(
    token: string,
    expected: { readonly audience: string | string[]; readonly claims: S },
  ): Promise<Result<v.InferOutput<S>, TokenRefusal>> => {
    try {
      const { payload } = await jwtVerify(token, knownKeys, {
        algorithms: [algorithm],
        issuer,
        audience: expected.audience,
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(nowMs()),
        requiredClaims: ['exp', 'sub'],
        typ: 'JWT',
      })
      const claims = v.safeParse(expected.claims, payload)
      return claims.success ? ok(claims.output) : err('invalid')
    } catch (error) {
      if (error instanceof errors.JWTExpired) return err('expired')
      if (error instanceof errors.JOSEError) return err('invalid')
      throw error
    }
  }

  return {
    issueAccess: ({ tenantId, device, ...rest }) =>
      sign({ ...rest, aud: rest.kind, sub: device, tenant: tenantId }, accessSeconds),
    readAccess: (token) => read(token, { audience: [...deviceKinds], claims: AccessClaims }),
    issueChallenge: ({ tenantId, device }) =>
      sign({ aud: challengeAudience, sub: device, tenant: tenantId }, challengeSeconds),
    readChallenge: (challenge) =>
      read(challenge, { audience: challengeAudience, claims: ChallengeClaims }),
  }
}
