import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { orAborted } from './provider-failure.ts'

test('what others share is waited for', async () => {
  expect(await orAborted(Promise.resolve(1), new AbortController().signal)).toBe(1)
})

test.for([
  ['before', AbortSignal.abort()],
  ['while', AbortSignal.timeout(5)],
] as const)(
  'who is called away %s waiting leaves a failure behind that hurts nobody',
  async ([, signal]) => {
    const shared = Promise.withResolvers<never>()
    await expect(orAborted(shared.promise, signal)).rejects.toBe(signal.reason)
    shared.reject(new Error('the breaker is open'))
    // A rejection that nobody has taken would end the process here.
    await sleep(5)
  },
)
