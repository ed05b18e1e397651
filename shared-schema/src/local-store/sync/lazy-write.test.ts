import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLazyWrite } from './lazy-write.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('of many values of one second the last one is written', async () => {
  const written: number[] = []
  const place = createLazyWrite((value: number) => Promise.resolve(void written.push(value)))
  for (const value of [1, 2, 3]) place.write(value)
  expect(written).toEqual([])
  await vi.advanceTimersByTimeAsync(1_000)
  place.write(4)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(written).toEqual([3, 4])
})

test('a flush writes at once, ends with the write and leaves nothing behind', async () => {
  const written: number[] = []
  const place = createLazyWrite(async (value: number) => {
    await Promise.resolve()
    written.push(value)
  })
  place.write(1)
  await place.flush()
  expect(written).toEqual([1])
  expect(vi.getTimerCount()).toBe(0)
  await place.flush()
  expect(written).toEqual([1])
})

test('a value that could not be written does not stop the next', async () => {
  const written: number[] = []
  const place = createLazyWrite((value: number) =>
    value === 1 ? Promise.reject(new Error('full')) : Promise.resolve(void written.push(value)),
  )
  place.write(1)
  await place.flush()
  place.write(2)
  await place.flush()
  expect(written).toEqual([2])
})
