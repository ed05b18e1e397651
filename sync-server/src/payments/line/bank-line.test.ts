import { err, ok, type Result } from '@totem/shared-schema'
import { Registry } from 'prom-client'
import { describe, expect, test } from 'vitest'
import { type ProviderFailure } from '../provider.ts'
import { type BankLine, createBankLine, type LinePatience, usualPatience } from './bank-line.ts'
import { createBankMetrics } from './bank-metrics.ts'
import { type BankAnswer } from './read-answer.ts'

interface Line {
  readonly line: BankLine
  readonly call: (signal?: AbortSignal) => Promise<Result<unknown, ProviderFailure>>
  readonly asked: () => number
  readonly clock: { nowMs: number }
  readonly metric: (name: string) => Promise<number>
}

/** A line to a bank that answers as told, then always with the last answer. */
const lineTo = (
  answers: readonly ((signal: AbortSignal) => BankAnswer | Promise<BankAnswer>)[],
  patience: Partial<LinePatience> = {},
): Line => {
  const register = new Registry()
  const clock = { nowMs: 0 }
  let asked = 0
  const line = createBankLine({
    tenant: 'demo',
    metrics: createBankMetrics(register),
    nowMs: () => clock.nowMs,
    random: () => 0,
    patience: { ...usualPatience, ...patience },
  })
  return {
    line,
    clock,
    asked: () => asked,
    call: (signal = AbortSignal.timeout(5_000)) =>
      line.call({
        operation: 'put_cob',
        signal,
        attempt: async (limited) => {
          asked += 1
          const answer = answers[Math.min(asked, answers.length) - 1]
          if (answer === undefined) throw new Error('no answer was scripted')
          return answer(limited)
        },
      }),
    metric: async (name) => {
      const lines = (await register.metrics()).split('\n')
      return Number(
        lines
          .find((each) => each.startsWith(`${name} `))
          ?.split(' ')
          .at(-1),
      )
    },
  }
}

const good = (): BankAnswer => ({ status: 200, result: ok('yes') })
const failing = (failure: ProviderFailure, retryAfterMs?: number) => (): BankAnswer => ({
  status: 0,
  result: err(failure),
  ...(retryAfterMs !== undefined && { retryAfterMs }),
})
const unavailable = (reason: string): ProviderFailure => ({ kind: 'unavailable', reason })
const busy = failing(unavailable('status_503'))
const silent = (signal: AbortSignal): Promise<BankAnswer> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(failing(unavailable('timeout'))()))
  })
const breakerState = 'totem_bank_breaker_state{tenant="demo"}'

describe('a call that fails', () => {
  test('is tried again until it is answered', async () => {
    const { call, asked, metric } = lineTo([busy, busy, good])
    expect(await call()).toEqual(ok('yes'))
    expect([asked(), await metric('totem_bank_retries_total{operation="put_cob"}')]).toEqual([3, 2])
  })

  test('is tried three times in all', async () => {
    const { call, asked } = lineTo([busy])
    expect(await call()).toEqual(err(unavailable('status_503')))
    expect(asked()).toBe(3)
  })

  test.for([
    { kind: 'refused', reason: 'status_403' },
    { kind: 'malformed', reason: 'at_txid' },
    { kind: 'unknown_charge' },
    { kind: 'unavailable', reason: 'timeout' },
    { kind: 'unavailable', reason: 'aborted' },
  ] as const)('as %j is not repeated', async (failure) => {
    const { call, asked } = lineTo([failing(failure), good])
    expect(await call()).toEqual(err(failure))
    expect(asked()).toBe(1)
  })

  test('does not outlive its signal in a pause', async () => {
    const { call, asked } = lineTo([busy, good])
    expect(await call(AbortSignal.timeout(20))).toEqual(err(unavailable('status_503')))
    expect(asked()).toBe(1)
  })
})

describe('a bank that asks to be left alone', () => {
  const wait = (ms: number): (() => BankAnswer) => failing(unavailable('status_429'), ms)

  test('for a moment is asked again after it', async () => {
    const { call, asked, clock } = lineTo([wait(50), good])
    const answer = call()
    await new Promise((resolve) => setTimeout(resolve, 10))
    clock.nowMs = 60
    expect(await answer).toEqual(ok('yes'))
    expect(asked()).toBe(2)
  })

  test('for longer keeps nobody waiting, and nobody asks meanwhile', async () => {
    const { call, asked, clock } = lineTo([wait(10_000), good])
    expect(await call()).toEqual(err(unavailable('status_429')))
    clock.nowMs = 9_999
    expect(await call()).toEqual(err(unavailable('asked_to_wait')))
    clock.nowMs = 10_000
    expect(await call()).toEqual(ok('yes'))
    expect(asked()).toBe(2)
  })

  test('for an hour is asked again after half a minute: money must be found', async () => {
    const { call, clock } = lineTo([wait(3_600_000), good])
    await call()
    clock.nowMs = 30_000
    expect(await call()).toEqual(ok('yes'))
  })
})

describe('the breaker', () => {
  test('opens after failures in a row, answers at once, and closes when the bank is back', async () => {
    const { call, asked, metric } = lineTo([busy, busy, busy, good], {
      attempts: 1,
      failuresToOpen: 3,
      openMs: 100,
    })
    expect(await metric(breakerState)).toBe(0)
    for (let n = 0; n < 3; n += 1) await call()
    expect(await metric(breakerState)).toBe(2)
    expect(await call()).toEqual(err(unavailable('breaker_open')))
    expect(asked()).toBe(3)
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(await call()).toEqual(ok('yes'))
    expect(await metric(breakerState)).toBe(0)
  })

  test('counts silence, and what is not the bank’s fault it does not', async () => {
    const patience = { attempts: 1, failuresToOpen: 1, attemptMs: 20 }
    const quiet = lineTo([silent], patience)
    expect(await quiet.call()).toEqual(err(unavailable('timeout')))
    expect(await quiet.metric(breakerState)).toBe(2)
    for (const failure of [
      unavailable('aborted'),
      { kind: 'refused', reason: 'status_400' },
      { kind: 'unknown_charge' },
    ] as const) {
      const other = lineTo([failing(failure)], patience)
      await other.call()
      expect(await other.metric(breakerState)).toBe(0)
    }
  })

  test('half open lets one through; the others wait for it, but not beyond their time', async () => {
    const { call, asked } = lineTo([busy, silent], {
      attempts: 1,
      failuresToOpen: 1,
      openMs: 20,
      attemptMs: 2_000,
    })
    await call()
    await new Promise((resolve) => setTimeout(resolve, 40))
    const probe = call()
    const startedAt = performance.now()
    expect(await call(AbortSignal.timeout(50))).toEqual(err(unavailable('timeout')))
    expect(performance.now() - startedAt).toBeLessThan(1_500)
    expect(asked()).toBe(2)
    await probe
  })
})
