import { describe, expect, test } from 'vitest'
import { minutes, noonish } from '../testing/_tickets.ts'
import { serviceClock, type ServiceClock } from './service-clock.ts'

describe('the clock of a service of 10 minutes', () => {
  test.for<[number, ServiceClock]>([
    [-3, { kind: 'running', leftMs: minutes(10) }],
    [0, { kind: 'running', leftMs: minutes(10) }],
    [8.5, { kind: 'running', leftMs: minutes(1.5) }],
    [9, { kind: 'ending', leftMs: minutes(1) }],
    [10, { kind: 'over', overMs: 0 }],
    [12, { kind: 'over', overMs: minutes(2) }],
  ])('after %d minutes', ([minute, expected]) => {
    const row = { since: noonish, durationMinutes: 10 }
    expect(serviceClock(row, noonish + minutes(minute))).toEqual(expected)
  })
})
