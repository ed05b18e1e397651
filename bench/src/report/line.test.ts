import { expect, test } from 'vitest'
import { isReached, ratioTo, type Figure, type Line } from './line.ts'

const line: Line = { what: 'x', unit: 'ms', values: { totem: 30, couchdb: 60, floor: 10 } }

test('a ratio is a multiple of what the other needed', () => {
  expect(ratioTo(line, 'couchdb')).toBe(0.5)
  expect(ratioTo(line, 'floor')).toBe(3)
})

test.for([{ totem: 30 }, { totem: 30, couchdb: 0 }])('no ratio to nothing: %j', (values) => {
  expect(ratioTo({ ...line, values }, 'couchdb')).toBeUndefined()
})

test.for<{ figure: Figure; reached: boolean }>([
  { figure: { kind: 'at_most', value: 30 }, reached: true },
  { figure: { kind: 'at_most', value: 29.9 }, reached: false },
  { figure: { kind: 'times', factor: 0.5, of: 'couchdb' }, reached: true },
  { figure: { kind: 'times', factor: 0.49, of: 'couchdb' }, reached: false },
  { figure: { kind: 'times', factor: 3, of: 'floor' }, reached: true },
])('$figure is reached: $reached', ({ figure, reached }) => {
  expect(isReached(line, figure)).toBe(reached)
})

test('a figure against somebody who was not measured is neither reached nor missed', () => {
  const alone: Line = { ...line, values: { totem: 30 } }
  expect(isReached(alone, { kind: 'times', factor: 1, of: 'couchdb' })).toBeUndefined()
})
