import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLatch } from './latch.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const isOver = async (wait: Promise<void>): Promise<boolean> => {
  let over = false
  void wait.then(() => {
    over = true
  })
  await vi.advanceTimersByTimeAsync(0)
  return over
}

test('a wait is over with the call', async () => {
  const latch = createLatch()
  const wait = latch.wait()
  expect(await isOver(wait)).toBe(false)
  latch.set()
  expect(await isOver(wait)).toBe(true)
})

test('calls while nobody waits are kept, as one', async () => {
  const latch = createLatch()
  latch.set()
  latch.set()
  expect(await isOver(latch.wait())).toBe(true)
  expect(await isOver(latch.wait())).toBe(false)
})

test('a wait with a time limit ends by itself and leaves no timer behind', async () => {
  const latch = createLatch()
  const limited = latch.wait(1_000)
  await vi.advanceTimersByTimeAsync(999)
  expect(await isOver(limited)).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(await isOver(limited)).toBe(true)
  const called = latch.wait(1_000)
  latch.set()
  await called
  expect(vi.getTimerCount()).toBe(0)
})
