import { err, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ProviderFailure } from '../provider.ts'
import { type GrantedToken } from './access-token.ts'
import { type BacenConfig } from './bacen-config.ts'
import { type Exchange } from '../line/exchange.ts'

const TokenAnswer = v.object({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  expires_in: v.optional(v.pipe(v.number(), v.minValue(1)), 60),
})

/** Asks for a token by client credentials (RFC 6749 §4.4), the parameters where this bank wants them. */
export const requestToken = async (
  config: BacenConfig,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<Result<GrantedToken, ProviderFailure>> => {
  const parameters = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: config.scopes.join(' '),
  }).toString()
  const { tokenParametersIn: place } = config
  const credentials = Buffer.from(`${config.clientId}:${config.clientSecret}`).toString('base64')
  const { result } = await exchange('token', {
    method: 'POST',
    path: config.tokenPath + (place === 'body' ? '' : `?${parameters}`),
    headers: {
      Authorization: `Basic ${credentials}`,
      ...(place !== 'query' && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    },
    ...(place !== 'query' && { body: parameters }),
    signal,
  })
  if (!result.ok) return tokenFailure(result.error)
  const granted = v.safeParse(TokenAnswer, result.value)
  if (!granted.success) return err({ kind: 'malformed', reason: 'token' })
  const { access_token: token, expires_in: expiresInSeconds } = granted.output
  return ok({ token, expiresInSeconds })
}

/** A token endpoint that is not there is a wrong address, not an unknown charge. */
const tokenFailure = (failure: ProviderFailure): Result<never, ProviderFailure> =>
  err(
    failure.kind === 'unknown_charge'
      ? { kind: 'refused', reason: 'status_404_token' }
      : failure.kind === 'refused'
        ? { ...failure, reason: `${failure.reason}_token` }
        : failure,
  )
