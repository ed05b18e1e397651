import { type Result } from '@totem/shared-schema'
import { type ProviderFailure } from '../provider.ts'
import { createAccessTokens } from './access-token.ts'
import { type BacenConfig } from './bacen-config.ts'
import { type BankFetch } from '../line/bank-fetch.ts'
import { createBankLine, type LineDeps } from '../line/bank-line.ts'
import { createExchange } from '../line/exchange.ts'
import { type BankAnswer } from '../line/read-answer.ts'
import { requestToken } from './request-token.ts'

/** One call of the API. Every call this build makes may be repeated. */
export interface BacenRequest {
  /** Names the call in metrics. */
  readonly operation: string
  readonly method: 'GET' | 'PUT' | 'PATCH'
  readonly path: string
  readonly body?: unknown
  readonly signal: AbortSignal
}

/** Speaks to one bank with its token. */
export interface BacenClient {
  /** Gives the JSON of a 2xx answer; `undefined` where it has no body. */
  readonly request: (request: BacenRequest) => Promise<Result<unknown, ProviderFailure>>
}

/** What the client needs of the world; `fetch` is where mutual TLS comes in. */
export interface BacenClientDeps extends LineDeps {
  readonly config: BacenConfig
  readonly fetch: BankFetch
}

/** Makes the client of one bank. */
export const createBacenClient = (deps: BacenClientDeps): BacenClient => {
  const { config, nowMs } = deps
  const exchange = createExchange({ ...deps, baseUrl: config.baseUrl })
  const tokens = createAccessTokens((signal) => requestToken(config, exchange, signal), nowMs)
  const line = createBankLine(deps)

  const askAs = async (token: string, asked: BacenRequest): Promise<BankAnswer> =>
    exchange(asked.operation, {
      method: asked.method,
      path: asked.path,
      signal: asked.signal,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(asked.body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
    })

  const ask = async (asked: BacenRequest): Promise<BankAnswer> => {
    const first = await tokens.get(asked.signal)
    if (!first.ok) return { status: 0, result: first }
    const answer = await askAs(first.value, asked)
    if (answer.status !== 401) return answer
    // A 401 was not carried out, so once more is safe: the bank forgets tokens when it restarts.
    tokens.forget(first.value)
    const second = await tokens.get(asked.signal)
    return second.ok ? askAs(second.value, asked) : { status: 0, result: second }
  }

  return {
    request: (asked) =>
      line.call({
        operation: asked.operation,
        signal: asked.signal,
        attempt: (signal) => ask({ ...asked, signal }),
      }),
  }
}
