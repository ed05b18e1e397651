import { err, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ProviderFailure } from '../provider.ts'
import { createAccessTokens, type GrantedToken } from './access-token.ts'
import { type BacenConfig } from './bacen-config.ts'
import { failureOf } from './provider-failure.ts'

/** One call of the API. */
export interface BacenRequest {
  readonly method: 'GET' | 'PUT'
  readonly path: string
  readonly body?: unknown
  readonly signal: AbortSignal
}

/** Speaks to one bank with its token. */
export interface BacenClient {
  /** Gives the JSON of a 2xx answer; `undefined` where it has no body. */
  readonly request: (request: BacenRequest) => Promise<Result<unknown, ProviderFailure>>
  readonly token: (signal: AbortSignal) => Promise<Result<string, ProviderFailure>>
}

/** What the client needs of the world; `fetch` is where mutual TLS comes in. */
export interface BacenClientDeps {
  readonly config: BacenConfig
  readonly fetch: typeof globalThis.fetch
  readonly nowMs: () => number
}

/** Makes the client of one bank. */
export const createBacenClient = ({ config, fetch, nowMs }: BacenClientDeps): BacenClient => {
  const tokens = createAccessTokens((signal) => requestToken({ config, fetch, signal }), nowMs)

  const attempt = async (
    token: string,
    { method, path, body, signal }: BacenRequest,
  ): Promise<Response> =>
    fetch(config.baseUrl + path, {
      method,
      redirect: 'error',
      signal,
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: 'application/json, application/problem+json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })

  const request: BacenClient['request'] = async (asked) => {
    try {
      const first = await tokens.get(asked.signal)
      if (!first.ok) return first
      const answer = await attempt(first.value, asked)
      if (answer.status !== 401) return await readAnswer(answer)
      // A 401 was not carried out, so once more is safe: the bank forgets tokens when it restarts.
      await answer.body?.cancel()
      tokens.forget(first.value)
      const second = await tokens.get(asked.signal)
      if (!second.ok) return second
      return await readAnswer(await attempt(second.value, asked))
    } catch (error) {
      return failureOf(error)
    }
  }

  return { request, token: tokens.get }
}

/** Banks and the walls before them answer HTML too: status and content type decide, never the text. */
const readAnswer = async (answer: Response): Promise<Result<unknown, ProviderFailure>> => {
  const { status } = answer
  const isJson = /^application\/(?:problem\+)?json\b/i.test(
    answer.headers.get('content-type') ?? '',
  )
  const text = await answer.text()
  if (answer.ok && text === '') return ok(undefined)
  const body = isJson ? parseJson(text) : undefined
  if (answer.ok) return isJson ? ok(body) : err({ kind: 'malformed', reason: 'not_json' })
  if (status >= 500 || status === 408 || status === 429)
    return err({ kind: 'unavailable', reason: `status_${status}` })
  // A proxy's own 404 page says nothing about the charge.
  if (status === 404)
    return isJson
      ? err({ kind: 'unknown_charge' })
      : err({ kind: 'unavailable', reason: 'status_404_not_json' })
  return err({ kind: 'refused', reason: `status_${status}${problemName(body)}` })
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const BacenProblem = v.object({ type: v.pipe(v.string(), v.regex(/\/[A-Za-z]{1,60}$/)) })

/** Gives the last part of a BACEN problem type: the rest of a problem may quote personal data. */
const problemName = (body: unknown): string => {
  const parsed = v.safeParse(BacenProblem, body)
  return parsed.success ? `_${parsed.output.type.split('/').at(-1) ?? ''}` : ''
}

const TokenAnswer = v.object({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  expires_in: v.optional(v.pipe(v.number(), v.minValue(1)), 60),
})

const requestToken = async ({
  config,
  fetch,
  signal,
}: {
  readonly config: BacenConfig
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal
}): Promise<Result<GrantedToken, ProviderFailure>> => {
  const parameters = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: config.scopes.join(' '),
  })
  const isInQuery = config.tokenParametersIn === 'query'
  const credentials = Buffer.from(`${config.clientId}:${config.clientSecret}`).toString('base64')
  try {
    const query = isInQuery ? `?${parameters.toString()}` : ''
    const answer = await readAnswer(
      await fetch(config.baseUrl + config.tokenPath + query, {
        method: 'POST',
        redirect: 'error',
        signal,
        headers: { Authorization: `Basic ${credentials}` },
        ...(!isInQuery && { body: parameters }),
      }),
    )
    if (!answer.ok) return answer
    const granted = v.safeParse(TokenAnswer, answer.value)
    if (!granted.success) return err({ kind: 'malformed', reason: 'token' })
    const { access_token: token, expires_in: expiresInSeconds } = granted.output
    return ok({ token, expiresInSeconds })
  } catch (error) {
    return failureOf(error)
  }
}
