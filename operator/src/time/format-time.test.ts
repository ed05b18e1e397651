import { describe, expect, test } from 'vitest'
import { minutes, noonish } from '../testing/_tickets.ts'
import { formatCountdown, formatDay, formatElapsed, formatTime } from './format-time.ts'

test("the time of day is the tenant's, not the tablet's", () => {
  expect(formatTime(noonish, 'America/Sao_Paulo')).toBe('14:00')
  expect(formatTime(noonish, 'America/Manaus')).toBe('13:00')
})

describe('a countdown', () => {
  test.for<[number, string]>([
    [0, '00:00'],
    [1, '00:01'],
    [minutes(5) - 1, '05:00'],
    [minutes(59.5), '59:30'],
    [minutes(64) + 59_000, '1:04:59'],
    [-5, '00:00'],
  ])('of %d ms reads %s', ([ms, expected]) => {
    expect(formatCountdown(ms)).toBe(expected)
  })
})

describe('what has lasted', () => {
  test.for<[number, string]>([
    [-1, 'agora'],
    [59_999, 'agora'],
    [minutes(5), '5 min'],
    [minutes(60), '1 h 00'],
    [minutes(125), '2 h 05'],
  ])('%d ms reads %s', ([ms, expected]) => {
    expect(formatElapsed(ms)).toBe(expected)
  })
})

test('a day reads as people write it', () => {
  expect(formatDay('2026-09-24')).toBe('24/09')
})
