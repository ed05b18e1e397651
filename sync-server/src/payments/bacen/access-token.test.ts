import { err, ok } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { createAccessTokens } from './access-token.ts'

const soon = (): AbortSignal => AbortSignal.timeout(1_000)

const counted = (
  expiresInSeconds: number,
): {
  readonly clock: { nowMs: number }
  readonly tokens: ReturnType<typeof createAccessTokens>
} => {
  const clock = { nowMs: 0 }
  let asked = 0
  const request = (): Promise<ReturnType<typeof granted>> => Promise.resolve(granted(++asked))
  const granted = (n: number): { ok: true; value: { token: string; expiresInSeconds: number } } =>
    ok({ token: `token-${n}`, expiresInSeconds })
  return { clock, tokens: createAccessTokens(request, () => clock.nowMs) }
}

test.for([
  [300, 239, 'token-1'],
  [300, 240, 'token-2'],
  [3_600, 3_539, 'token-1'],
  [3_600, 3_540, 'token-2'],
  [10, 7, 'token-1'],
  [10, 8, 'token-2'],
] as const)('a token of %d s is, after %d s, %s', async ([lifeSeconds, seconds, token]) => {
  const { clock, tokens } = counted(lifeSeconds)
  await tokens.get(soon())
  clock.nowMs = seconds * 1_000
  expect(await tokens.get(soon())).toEqual(ok(token))
})

test('a forgotten token is replaced once, whoever forgets it again', async () => {
  const { tokens } = counted(300)
  await tokens.get(soon())
  tokens.forget('token-1')
  expect(await tokens.get(soon())).toEqual(ok('token-2'))
  tokens.forget('token-1')
  expect(await tokens.get(soon())).toEqual(ok('token-2'))
})

test('who gives up does not take the token from those who wait', async () => {
  const asked = Promise.withResolvers<{
    ok: true
    value: { token: string; expiresInSeconds: number }
  }>()
  const tokens = createAccessTokens(
    () => asked.promise,
    () => 0,
  )
  const hurried = tokens.get(AbortSignal.timeout(10))
  const patient = tokens.get(soon())
  expect(await hurried).toEqual(err({ kind: 'unavailable', reason: 'timeout' }))
  asked.resolve(ok({ token: 'late', expiresInSeconds: 300 }))
  expect(await patient).toEqual(ok('late'))
})

test('a failure is not remembered', async () => {
  let isDown = true
  const tokens = createAccessTokens(
    () =>
      Promise.resolve(
        isDown
          ? err({ kind: 'unavailable', reason: 'network' } as const)
          : ok({ token: 'back', expiresInSeconds: 300 }),
      ),
    () => 0,
  )
  expect(await tokens.get(soon())).toMatchObject({ ok: false })
  isDown = false
  expect(await tokens.get(soon())).toEqual(ok('back'))
})

test('a refusal stands for half a minute, for asking again can get us blocked', async () => {
  const clock = { nowMs: 0 }
  let asked = 0
  const tokens = createAccessTokens(
    () => {
      asked += 1
      return Promise.resolve(err({ kind: 'refused', reason: 'status_401_token' } as const))
    },
    () => clock.nowMs,
  )
  for (const nowMs of [0, 29_999, 30_000]) {
    clock.nowMs = nowMs
    expect(await tokens.get(soon())).toMatchObject({ ok: false, error: { kind: 'refused' } })
  }
  expect(asked).toBe(2)
})
