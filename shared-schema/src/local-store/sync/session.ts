import type * as v from 'valibot'
import {
  ChallengeResponse,
  challengeText,
  ok,
  signText,
  TokenResponse,
  type DeviceId,
  type Result,
  type SecretKey,
  type TenantId,
} from '@totem/shared-schema'
import { type Clock, type Network } from './network.ts'
import { request, type GatewayRequest, type RequestProblem } from './request.ts'

/** Who signs in. */
export interface SessionDevice {
  readonly device: DeviceId
  readonly tenantId: TenantId
  readonly secretKey: SecretKey
}

/** A device's standing at the gateway: it proves its key, gets a token and renews it by itself. */
export interface Session {
  /** Gives a token that is good for at least a minute. */
  readonly token: () => Promise<Result<string, RequestProblem>>
  /** Forgets the token, e.g. after another operator logged in. */
  readonly renew: () => void
  /** Asks with the token; an expired one is renewed once. */
  readonly request: <S extends v.GenericSchema>(
    wanted: Omit<GatewayRequest<S>, 'token'>,
  ) => Promise<Result<v.InferOutput<S>, RequestProblem>>
}

/** How long before its end a token is renewed, in seconds. */
const marginSeconds = 60

/** Time limit for signing in, in milliseconds. */
const signInTimeoutMs = 8_000

/** Starts the session of a device; nothing is asked of the gateway until a token is needed. */
export const createSession = (network: Network, who: SessionDevice, clock: Clock): Session => {
  let held: { readonly token: string; readonly untilMs: number } | undefined
  let fetching: Promise<Result<string, RequestProblem>> | undefined
  let era = 0

  const signIn = async (): Promise<Result<string, RequestProblem>> => {
    const { device, tenantId: tenant } = who
    const begun = era
    const challenge = await request(network, {
      method: 'POST',
      path: '/devices/challenge',
      body: { tenant, device },
      timeoutMs: signInTimeoutMs,
      answer: ChallengeResponse,
    })
    if (!challenge.ok) return challenge
    const text = challengeText(device, challenge.value.challenge)
    const granted = await request(network, {
      method: 'POST',
      path: '/devices/token',
      body: {
        tenant,
        device,
        challenge: challenge.value.challenge,
        signature: signText(text, who.secretKey),
      },
      timeoutMs: signInTimeoutMs,
      answer: TokenResponse,
    })
    if (!granted.ok) return granted
    const { token, expiresInSeconds } = granted.value
    if (begun === era)
      held = { token, untilMs: clock() + (expiresInSeconds - marginSeconds) * 1_000 }
    return ok(token)
  }

  const token = (): Promise<Result<string, RequestProblem>> => {
    if (held !== undefined && clock() < held.untilMs) return Promise.resolve(ok(held.token))
    if (fetching !== undefined) return fetching
    const mine = signIn().finally(() => {
      if (fetching === mine) fetching = undefined
    })
    fetching = mine
    return mine
  }

  /** A token that is on its way may be of the operator before: it is not kept either. */
  const renew = (): void => {
    era += 1
    held = undefined
    fetching = undefined
  }

  const ask: Session['request'] = async (wanted) => {
    const first = await token()
    if (!first.ok) return first
    const answer = await request(network, { ...wanted, token: first.value })
    const expired = !answer.ok && answer.error.kind === 'answered' && answer.error.status === 401
    if (!expired) return answer
    // Of several requests that fail together, only the first one needs a new token.
    if (held?.token === first.value) renew()
    const second = await token()
    return second.ok ? request(network, { ...wanted, token: second.value }) : second
  }

  return { token, renew, request: ask }
}
