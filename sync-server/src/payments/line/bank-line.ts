import { setTimeout as sleep } from 'node:timers/promises'
import { err, type Result } from '@totem/shared-schema'
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
} from 'cockatiel'
import { type ProviderFailure } from '../provider.ts'
import { type BankMetrics } from './bank-metrics.ts'
import { failureOf, orAborted } from './provider-failure.ts'
import { type BankAnswer } from './read-answer.ts'

/** How patient a line is; all times in ms. */
export interface LinePatience {
  /** How long one exchange may take. */
  readonly attemptMs: number
  /** How often a call is tried in all. */
  readonly attempts: number
  /** The longest pause between two tries; who asks for a longer one gets no other try. */
  readonly longestPauseMs: number
  /** So many failures in a row open the breaker. */
  readonly failuresToOpen: number
  /** How long an open breaker lets nobody through. */
  readonly openMs: number
}

/** The patience of a line in production. */
export const usualPatience: LinePatience = {
  attemptMs: 5_000,
  attempts: 3,
  longestPauseMs: 1_500,
  failuresToOpen: 5,
  openMs: 10_000,
}

/** What a line needs of the world. */
export interface LineDeps {
  readonly tenant: string
  readonly metrics: BankMetrics
  readonly nowMs: () => number
  /** Gives a number from 0 to 1; spreads the tries of many gateways. */
  readonly random: () => number
  readonly patience?: LinePatience
}

/** One idempotent call. */
export interface LineCall {
  readonly operation: string
  /** Tries once; never throws. */
  readonly attempt: (signal: AbortSignal) => Promise<BankAnswer>
  readonly signal: AbortSignal
}

/** The way to one bank: tries again what is worth it and leaves a bank alone that does not answer. */
export interface BankLine {
  readonly call: (call: LineCall) => Promise<Result<unknown, ProviderFailure>>
}

/** The shortest pause before the second try, in ms; each further one may be twice as long. */
const firstPauseMs = 100

/** No bank silences us for longer than this, in ms: money must be found within a minute. */
const longestQuietMs = 30_000

/** Makes the line to one bank. No call outlives its signal. */
export const createBankLine = (deps: LineDeps): BankLine => {
  const { tenant, metrics, nowMs, random, patience = usualPatience } = deps
  const breaker = circuitBreaker(handleWhenResult(tellsOfTrouble), {
    halfOpenAfter: patience.openMs,
    breaker: new ConsecutiveBreaker(patience.failuresToOpen),
  })
  metrics.breaker.set({ tenant }, 0)
  breaker.onStateChange((state) => metrics.breaker.set({ tenant }, gaugeOf(state)))
  let quietUntil = 0

  const tryOnce = async ({ attempt, signal }: LineCall): Promise<BankAnswer> => {
    if (nowMs() < quietUntil) return notAsked('asked_to_wait')
    const limited = AbortSignal.any([signal, AbortSignal.timeout(patience.attemptMs)])
    try {
      // While one call probes a half-open breaker the others wait for it, but not beyond their time.
      return await orAborted(
        breaker.execute(() => attempt(limited)),
        limited,
      )
    } catch (error) {
      if (error instanceof BrokenCircuitError) return notAsked('breaker_open')
      return { status: 0, result: failureOf(error) }
    }
  }

  const pauseAfter = (tries: number, { retryAfterMs }: BankAnswer): number => {
    const jittered = firstPauseMs + random() * firstPauseMs * (2 ** tries - 1)
    // Timers may fire a moment early, and the bank would count that as not having waited.
    return Math.max((retryAfterMs ?? 0) + 10, Math.min(jittered, patience.longestPauseMs))
  }

  return {
    call: async (call) => {
      for (let tries = 1; ; tries += 1) {
        const answer = await tryOnce(call)
        const { retryAfterMs, result } = answer
        if (!isWorthAnother(answer)) return result
        if (retryAfterMs !== undefined)
          quietUntil = nowMs() + Math.min(retryAfterMs, longestQuietMs)
        const pauseMs = pauseAfter(tries, answer)
        if (tries >= patience.attempts || pauseMs > patience.longestPauseMs) return result
        const isInTime = await sleep(pauseMs, true, { signal: call.signal }).catch(() => false)
        if (!isInTime) return result
        metrics.retries.inc({ operation: call.operation })
      }
    },
  }
}

const notAsked = (reason: 'asked_to_wait' | 'breaker_open'): BankAnswer => ({
  status: 0,
  result: err({ kind: 'unavailable', reason }),
})

/** What the bank refuses or answers wrongly it will answer again; what our own end cut off says nothing. */
const unavailableReason = ({ result }: BankAnswer): string | undefined =>
  !result.ok && result.error.kind === 'unavailable' ? result.error.reason : undefined

const isWorthAnother = (answer: BankAnswer): boolean => {
  const reason = unavailableReason(answer)
  return (
    reason !== undefined &&
    !['asked_to_wait', 'breaker_open', 'aborted', 'timeout'].includes(reason)
  )
}

const tellsOfTrouble = (answer: unknown): boolean =>
  isBankAnswer(answer) && (unavailableReason(answer) ?? 'aborted') !== 'aborted'

const isBankAnswer = (value: unknown): value is BankAnswer =>
  typeof value === 'object' && value !== null && 'result' in value

const gaugeOf = (state: CircuitState): number => {
  if (state === CircuitState.Closed) return 0
  return state === CircuitState.HalfOpen ? 1 : 2
}
