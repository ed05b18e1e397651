import { type ProviderFailure } from '../provider.ts'
import { type BankFetch } from './bank-fetch.ts'
import { type BankMetrics } from './bank-metrics.ts'
import { failureOf } from './provider-failure.ts'
import { type BankAnswer, readAnswer } from './read-answer.ts'

/** One request as it goes over the line. */
export interface ExchangeRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

/** Asks once and measures; never throws. */
export type Exchange = (operation: string, request: ExchangeRequest) => Promise<BankAnswer>

/** What exchanges go through. */
export interface ExchangeDeps {
  readonly baseUrl: string
  readonly fetch: BankFetch
  readonly metrics: BankMetrics
  readonly nowMs: () => number
}

/** Makes the exchange with one bank. */
export const createExchange =
  ({ baseUrl, fetch, metrics, nowMs }: ExchangeDeps): Exchange =>
  async (operation, { path, headers, ...request }) => {
    const end = metrics.duration.startTimer({ operation })
    const answer = await askOnce(async () =>
      readAnswer(
        await fetch(baseUrl + path, {
          ...request,
          redirect: 'error',
          headers: { Accept: 'application/json, application/problem+json', ...headers },
        }),
        nowMs(),
      ),
    )
    end({ outcome: answer.result.ok ? 'ok' : outcomeOf(answer.result.error) })
    return answer
  }

const askOnce = async (ask: () => Promise<BankAnswer>): Promise<BankAnswer> => {
  try {
    return await ask()
  } catch (error) {
    return { status: 0, result: failureOf(error) }
  }
}

const outcomeOf = (failure: ProviderFailure): string =>
  failure.kind === 'unavailable' && failure.reason === 'timeout' ? 'timeout' : failure.kind
