import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHealing } from './healing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const later = (): Promise<unknown> => vi.advanceTimersByTimeAsync(2_000)

/** A replay that fails so many times. */
const aReplay = (failures: number) => {
  const seen = { runs: 0 }
  const replay = (): Promise<void> => {
    seen.runs += 1
    return seen.runs <= failures ? Promise.reject(new Error('no space')) : Promise.resolve()
  }
  return { replay, seen }
}

test('trouble is healed by one replay, however often it is told', async () => {
  const { replay, seen } = aReplay(0)
  using healing = createHealing(replay)
  healing.onTrouble('one')
  healing.onTrouble('two')
  expect(seen.runs).toBe(0)
  await later()
  await later()
  expect(seen.runs).toBe(1)
})

test('a replay that fails is tried until it works', async () => {
  const { replay, seen } = aReplay(3)
  using healing = createHealing(replay)
  healing.onTrouble('disk full')
  for (let times = 0; times < 6; times += 1) await later()
  expect(seen.runs).toBe(4)
})

test('trouble told while a replay runs is healed by another one', async () => {
  let runs = 0
  using healing = createHealing(() => {
    runs += 1
    if (runs === 1) healing.onTrouble('a later sale')
    return Promise.resolve()
  })
  healing.onTrouble('a sale')
  for (let times = 0; times < 4; times += 1) await later()
  expect(runs).toBe(2)
})

test('a disposed healing does nothing more, not even after a replay that still ran', async () => {
  let fail: (cause: unknown) => void = () => undefined
  let runs = 0
  const healing = createHealing(() => {
    runs += 1
    return new Promise((_, reject) => {
      fail = reject
    })
  })
  healing.onTrouble('once')
  await later()
  healing[Symbol.dispose]()
  fail(new Error('the database was closed'))
  healing.onTrouble('too late')
  for (let times = 0; times < 4; times += 1) await later()
  expect(runs).toBe(1)
  expect(vi.getTimerCount()).toBe(0)
})
