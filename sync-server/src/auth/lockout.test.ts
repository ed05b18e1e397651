import { expect, test } from 'vitest'
import { countAttempt } from './lockout.ts'

const minuteMs = 60_000

test.for([
  [0, 0],
  [4, 0],
  [5, 1],
  [6, 2],
  [7, 4],
  [11, 60],
  [40, 60],
] as const)('after %i attempts the next one waits %i minutes', ([attempts, minutes]) => {
  const lockout = { attempts, lastAt: 1_000 }
  const due = 1_000 + minutes * minuteMs
  expect(countAttempt(lockout, due)).toEqual({
    ok: true,
    value: { attempts: attempts + 1, lastAt: due },
  })
  if (minutes > 0)
    expect(countAttempt(lockout, due - 1)).toEqual({
      ok: false,
      error: { kind: 'locked', retryAfterSeconds: 1 },
    })
})

test('the first attempt is free', () => {
  expect(countAttempt(undefined, 7)).toEqual({ ok: true, value: { attempts: 1, lastAt: 7 } })
})
