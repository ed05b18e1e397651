import { expect, test } from 'vitest'
import { createTtlCache, type TtlCache } from './ttl-cache.ts'

const aCache = (stored: Record<string, number>) => {
  const loads: (readonly string[])[] = []
  const clock = { nowMs: 0 }
  const cache: TtlCache<string, number> = createTtlCache({
    load: (keys) => {
      loads.push(keys)
      return Promise.resolve(new Map(keys.flatMap((k) => (k in stored ? [[k, stored[k]!]] : []))))
    },
    ttlMs: 2_000,
    nowMs: () => clock.nowMs,
  })
  return { cache, clock, loads }
}

test('what was loaded is remembered for its time', async () => {
  const { cache, clock, loads } = aCache({ a: 1, b: 2 })
  await cache.getMany(['a'])
  clock.nowMs = 1_999
  expect(await cache.getMany(['a', 'b'])).toEqual(
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
  )
  clock.nowMs = 2_000
  await cache.getMany(['a'])
  expect(loads).toEqual([['a'], ['b'], ['a']])
})

test('what does not exist is asked for each time, and a key once', async () => {
  const { cache, loads } = aCache({})
  expect(await cache.getMany(['x', 'x'])).toEqual(new Map())
  await cache.getMany(['x'])
  expect(loads).toEqual([['x'], ['x']])
})

test('what is forgotten is loaded again', async () => {
  const { cache, loads } = aCache({ a: 1 })
  await cache.getMany(['a'])
  cache.forget('a')
  await cache.getMany(['a'])
  expect(loads).toHaveLength(2)
})
