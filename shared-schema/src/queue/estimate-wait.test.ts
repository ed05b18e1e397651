import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ServiceCode } from '../ids/ids.ts'
import { estimateWait, type WaitEstimate } from './estimate-wait.ts'
import { type ServiceFigures } from './queue-figures.ts'

/** 14:00 of a day, as the gateway's clock has it. */
const nowMs = Date.UTC(2026, 10, 23, 17, 0)
const inMinutes = (minutes: number): number => nowMs + minutes * 60_000

const figures = (changes: Partial<ServiceFigures> = {}): ServiceFigures => ({
  service: v.parse(ServiceCode, 'GELO'),
  waiting: 0,
  busyUntil: [],
  devices: 2,
  minutes: 10,
  ...changes,
})

test.for<[string, Partial<ServiceFigures>, WaitEstimate]>([
  ['without a shift nobody serves', { devices: null }, { kind: 'closed' }],
  ['with no device in the shift nobody serves', { devices: 0 }, { kind: 'closed' }],
  ['a free device means no wait', { busyUntil: [inMinutes(8)] }, { kind: 'no_wait' }],
  [
    'a session about to end means none either',
    { devices: 1, busyUntil: [inMinutes(1)] },
    { kind: 'no_wait' },
  ],
  [
    'a session that runs over is expected to end soon',
    { devices: 1, busyUntil: [inMinutes(-30)] },
    { kind: 'no_wait' },
  ],
  [
    'with all devices busy one waits for the first to end',
    { busyUntil: [inMinutes(25), inMinutes(15)] },
    { kind: 'wait', fromMinutes: 10, toMinutes: 20, calledAt: inMinutes(15) },
  ],
  [
    'who came before is served before',
    { devices: 1, waiting: 3 },
    { kind: 'wait', fromMinutes: 25, toMinutes: 45, calledAt: inMinutes(35) },
  ],
  [
    'two devices halve the wait',
    { devices: 2, waiting: 4 },
    { kind: 'wait', fromMinutes: 15, toMinutes: 30, calledAt: inMinutes(25) },
  ],
  [
    'a device taken out of the shift serves nobody after its last session',
    { devices: 1, busyUntil: [inMinutes(10), inMinutes(20)] },
    { kind: 'wait', fromMinutes: 5, toMinutes: 15, calledAt: inMinutes(10) },
  ],
])('%s', ([, changes, estimate]) => {
  expect(estimateWait(figures(changes), nowMs)).toEqual(estimate)
})

const anyFigures = fc.record({
  waiting: fc.integer({ min: 0, max: 60 }),
  busyUntil: fc.array(fc.integer({ min: -60, max: 60 }).map(inMinutes), { maxLength: 8 }),
  devices: fc.integer({ min: 1, max: 8 }),
  minutes: fc.integer({ min: 1, max: 60 }),
})

const longest = (estimate: WaitEstimate): number =>
  estimate.kind === 'wait' ? estimate.toMinutes : 0

test('one more in the queue never shortens the wait, one more device never lengthens it', () => {
  fc.assert(
    fc.property(anyFigures, (changes) => {
      const wait = (more: Partial<ServiceFigures>): number =>
        longest(estimateWait(figures({ ...changes, ...more }), nowMs))
      expect(wait({ waiting: changes.waiting + 1 })).toBeGreaterThanOrEqual(wait({}))
      expect(wait({ devices: changes.devices + 1 })).toBeLessThanOrEqual(wait({}))
    }),
  )
})

test('the range is told in fives and holds the moment of the call', () => {
  fc.assert(
    fc.property(anyFigures, (changes) => {
      const estimate = estimateWait(figures(changes), nowMs)
      if (estimate.kind !== 'wait') return
      const callMinutes = (estimate.calledAt - nowMs) / 60_000
      expect([estimate.fromMinutes % 5, estimate.toMinutes % 5, callMinutes % 5]).toEqual([0, 0, 0])
      expect(estimate.fromMinutes).toBeLessThan(estimate.toMinutes)
      expect(callMinutes).toBeGreaterThanOrEqual(estimate.fromMinutes)
      expect(callMinutes).toBeLessThanOrEqual(estimate.toMinutes)
    }),
  )
})
