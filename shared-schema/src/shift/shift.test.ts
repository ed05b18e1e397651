import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { mergeShifts, openShift, Shift } from './shift.ts'

const device = `d${'0'.repeat(20)}`
const act = (at: number, operator = 'ana'): Shift['opened'] =>
  v.parse(Shift.entries.opened, { at, operator, device })

const aShift = (
  given: {
    id?: string
    opened?: Shift['opened']
    count?: number
    at?: number
    closed?: Shift['closed']
  } = {},
): Shift =>
  v.parse(Shift, {
    id: `s${(given.id ?? '0').repeat(26)}`,
    tenantId: 'demo',
    businessDay: '2026-11-23',
    opened: given.opened ?? act(10),
    devices: { ...act(given.at ?? 10), counts: { GELO: given.count ?? 2, BOTA: 4 } },
    closed: given.closed ?? null,
  })

const acts = fc
  .tuple(fc.nat({ max: 3 }), fc.constantFrom('ana', 'bia'))
  .map(([at, operator]) => act(at, operator))
const shifts = fc
  .record({
    opened: acts,
    count: fc.nat({ max: 3 }),
    at: fc.nat({ max: 3 }),
    closed: fc.option(acts),
  })
  .map(aShift)

test('any order and repetition of versions gives the same shift', () => {
  fc.assert(
    fc.property(shifts, shifts, shifts, (a, b, c) => {
      expect(mergeShifts(a, b)).toEqual(mergeShifts(b, a))
      expect(mergeShifts(mergeShifts(a, b), c)).toEqual(mergeShifts(a, mergeShifts(b, c)))
      expect(mergeShifts(a, a)).toEqual(a)
    }),
    runs(500),
  )
})

test('the first opening, the latest count and the first closing stand', () => {
  const ana = aShift({ opened: act(10), at: 30, count: 3 })
  const bia = aShift({ opened: act(11, 'bia'), at: 20, count: 9, closed: act(50, 'bia') })
  const late = aShift({ closed: act(51) })
  expect([bia, late].reduce(mergeShifts, ana)).toEqual(
    aShift({ opened: act(10), at: 30, count: 3, closed: act(50, 'bia') }),
  )
})

test('a closed shift stays closed when an open version arrives', () => {
  const closed = aShift({ closed: act(50) })
  expect(mergeShifts(closed, aShift())).toEqual(closed)
  expect(mergeShifts(aShift(), closed)).toEqual(closed)
})

test('the open shift is the earliest that nobody closed', () => {
  const [first, second] = [
    aShift({ id: '1', opened: act(20) }),
    aShift({ id: '2', opened: act(10) }),
  ]
  expect(openShift([first, second])).toEqual(second)
  expect(openShift([first, aShift({ id: '2', opened: act(10), closed: act(15) })])).toEqual(first)
  expect(openShift([aShift({ closed: act(50) })])).toBeUndefined()
  expect(openShift([])).toBeUndefined()
})

test.for([-1, 51, 1.5])('%d devices are no number of devices', (count) => {
  expect(() => aShift({ count })).toThrow()
})
