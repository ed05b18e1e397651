import { expect, test } from 'vitest'
import { nowMs } from '../_fake-device.ts'
import { toldWaitOf, worthRepeating } from './told-wait.ts'

const wait = { kind: 'wait', fromMinutes: 10, toMinutes: 20, calledAt: nowMs } as const

test('a wait of now is taken down, an old or unknown one is not', () => {
  expect([
    toldWaitOf(wait, nowMs),
    toldWaitOf({ kind: 'no_wait' }, nowMs),
    toldWaitOf({ kind: 'old', waiting: 3, minutesAgo: 5 }, nowMs),
    toldWaitOf({ kind: 'unknown' }, nowMs),
  ]).toEqual([
    { estimate: wait, at: nowMs },
    { estimate: { kind: 'no_wait' }, at: nowMs },
    undefined,
    undefined,
  ])
})

test('a told wait is repeated for ten minutes', () => {
  const told = { estimate: wait, at: nowMs }
  expect([0, 600_000, 600_001].map((ms) => worthRepeating(told, nowMs + ms))).toEqual([
    wait,
    wait,
    undefined,
  ])
  expect(worthRepeating(undefined, nowMs)).toBeUndefined()
})
