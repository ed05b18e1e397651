import {
  ChallengeRequest,
  ChallengeResponse,
  DeviceHealth,
  PairRequest,
  PairResponse,
  TokenRequest,
  TokenResponse,
} from '@totem/shared-schema'
import { Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { keepHealth } from '../registry/health.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { problem, type ProblemAnswer } from '../problem/problem.ts'
import { type PairingRefusal } from '../registry/pairing.ts'
import { profileOf } from '../registry/profile.ts'
import { type Services } from '../services.ts'
import { type DeviceRefusal } from './device-access.ts'
import { requirePrincipal } from './require-principal.ts'
import { accessSeconds } from './tokens.ts'

/** Makes the routes by which a kiosk comes to belong to a tenant and any device proves its key. */
export const createDeviceRoutes = (services: Services): Hono<AppEnv> => {
  const { pairing, tokens, admitDevice, registry, record, store, nowMs } = services
  return new Hono<AppEnv>()
    .post(
      '/pair',
      describeOperation({
        summary: 'Pairs a kiosk or a panel with a code that is good once',
        tag: 'devices',
        body: PairRequest,
        answer: PairResponse,
        problems: [400, 403, 404, 409, 410, 413, 415, 422],
      }),
      jsonBody(PairRequest),
      async (c) => {
        const paired = await pairing.redeem(c.req.valid('json'))
        if (!paired.ok) {
          record({ kind: 'pairing_refused', reason: paired.error })
          return problem(c, pairingRefusals[paired.error])
        }
        const { tenantId, device, letter } = paired.value
        record({ kind: 'device_paired', tenantId, device, letter })
        return c.json({ device, letter, profile: await profileOf(registry, tenantId) })
      },
    )
    .post(
      '/challenge',
      describeOperation({
        summary: 'Gives a device something to sign, good for a minute',
        tag: 'devices',
        body: ChallengeRequest,
        answer: ChallengeResponse,
        problems: [400, 413, 415, 422],
      }),
      jsonBody(ChallengeRequest),
      async (c) => {
        // Also for devices nobody knows: only who can sign learns whether a device exists.
        const { tenant: tenantId, device } = c.req.valid('json')
        return c.json({ challenge: await tokens.issueChallenge({ tenantId, device }) })
      },
    )
    .post(
      '/token',
      describeOperation({
        summary: 'Gives an access token for a signed challenge',
        tag: 'devices',
        body: TokenRequest,
        answer: TokenResponse,
        problems: [400, 401, 413, 415, 422],
      }),
      jsonBody(TokenRequest),
      async (c) => {
        const answer = c.req.valid('json')
        const admitted = await admitDevice(answer)
        if (!admitted.ok) {
          const { tenant: tenantId, device } = answer
          record({ kind: 'token_refused', tenantId, device, reason: admitted.error })
          return problem(c, deviceRefusals[admitted.error])
        }
        const token = await tokens.issueAccess(admitted.value)
        return c.json({ token, expiresInSeconds: accessSeconds })
      },
    )
    .post(
      '/health',
      describeOperation({
        summary: 'Hears from a device how it is',
        tag: 'devices',
        body: DeviceHealth,
        answer: HealthResponse,
        problems: [400, 401, 413, 415, 422],
        needsToken: true,
      }),
      requirePrincipal(services.verifyAccessToken, ['kiosk', 'operator', 'manager', 'panel']),
      jsonBody(DeviceHealth),
      async (c) => {
        const { tenantId, device } = c.var.principal
        await keepHealth(store, { tenantId, device }, { ...c.req.valid('json'), at: nowMs() })
        return c.json({ heard: true })
      },
    )
}

/** Parses the answer to a device that said how it is. */
const HealthResponse = v.object({ heard: v.boolean() })

const pairingRefusals: Readonly<Record<PairingRefusal, ProblemAnswer>> = {
  unknown_code: {
    code: 'unknown_code',
    status: 404,
    title: 'Nobody made this pairing code',
    detail: 'Look at the code again, or ask a manager for a new one.',
  },
  code_expired: {
    code: 'code_expired',
    status: 410,
    title: 'The pairing code is older than a day',
    detail: 'Ask a manager for a new one.',
  },
  code_used: {
    code: 'code_used',
    status: 409,
    title: 'Another device has used this pairing code',
    detail: 'A code pairs one device. Ask a manager for a new one.',
  },
  revoked: {
    code: 'revoked',
    status: 403,
    title: 'This device was shut out',
    detail: 'It needs a new key: clear its data and pair it again.',
  },
  other_kind: {
    code: 'other_kind',
    status: 409,
    title: 'This code or key belongs to a device of another kind',
    detail: 'A kiosk and a panel are paired with codes of their own.',
  },
}

const deviceRefusals: Readonly<Record<DeviceRefusal, ProblemAnswer>> = {
  no_proof: { code: 'no_proof', status: 401, title: 'The device did not prove its key' },
  revoked: {
    code: 'revoked',
    status: 401,
    title: 'This device was shut out',
    detail: 'A manager revoked it. What it still holds can be handed in for review.',
  },
  grant_ended: {
    code: 'grant_ended',
    status: 401,
    title: 'Nobody is logged in on this tablet',
    detail: 'Log in again. Nothing that was done on it is lost.',
  },
}
