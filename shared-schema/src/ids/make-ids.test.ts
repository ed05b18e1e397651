import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { seededBytes } from '../_random-bytes.ts'
import { runs } from '../_runs.ts'
import { hashText, PublicKey } from '../crypto/keys.ts'
import { DeviceId, GrantId, ShiftId, TicketId } from './ids.ts'
import {
  deviceIdOf,
  isOwnedBy,
  makeGrantId,
  makeShiftId,
  makeTicketId,
  type IdSource,
} from './make-ids.ts'

const source = (nowMs: number, seed = ''): IdSource => ({ nowMs, randomBytes: seededBytes(seed) })
const device = (name: string): DeviceId => v.parse(DeviceId, `d${hashText(name).slice(0, 20)}`)

const times = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const sources = fc.tuple(times, fc.string()).map(([nowMs, seed]) => source(nowMs, seed))
const devices = fc.string().map(device)

test('a ticket is owned by the device that sold it, and by no other', () => {
  fc.assert(
    fc.property(sources, devices, devices, (given, owner, other) => {
      const id = makeTicketId(owner, given)
      expect(v.is(TicketId, id)).toBe(true)
      expect(isOwnedBy(id, owner)).toBe(true)
      expect(isOwnedBy(id, other)).toBe(other === owner)
    }),
    runs(300),
  )
})

test('only the end of a ticket id names its owner', () => {
  const owner = device('A')
  const sold = makeTicketId(device('B'), source(7))
  const middle = v.parse(TicketId, `t${owner.slice(1, 11)}${sold.slice(11)}`)
  expect(isOwnedBy(middle, owner)).toBe(false)
})

test('ids sort by time', () => {
  fc.assert(
    fc.property(times, times, (a, b) => {
      const ids = [a, b].map((nowMs) => makeTicketId(device('A'), source(nowMs)).slice(0, 11))
      const [first = '', second = ''] = ids
      expect(first < second).toBe(a < b)
      expect(makeGrantId(source(a)).slice(1, 11)).toBe(first.slice(1))
      expect(makeShiftId(source(a)).slice(1, 11)).toBe(first.slice(1))
    }),
    runs(300),
  )
})

test('ids of one millisecond differ by their random part', () => {
  const owner = device('A')
  const ids = ['1', '2', '3'].map((seed) => makeTicketId(owner, source(7, seed)))
  expect(new Set(ids).size).toBe(3)
  expect(new Set(ids.map((id) => id.slice(0, 11))).size).toBe(1)
})

test('grants and shifts have ids of their own kind', () => {
  expect(v.is(GrantId, makeGrantId(source(1)))).toBe(true)
  expect(v.is(ShiftId, makeShiftId(source(1)))).toBe(true)
  expect(v.is(ShiftId, makeGrantId(source(1)))).toBe(false)
})

test.for([
  ['before 1970', -1, '0000000000'],
  ['at 1970', 0, '0000000000'],
  ['at 1 ms', 1, '0000000004'],
  ['in the year 10889', 2 ** 48 - 1, 'zzzzzzzzzw'],
  ['after the year 10889', 2 ** 50, 'zzzzzzzzzw'],
] as const)('a clock %s gives an id all the same', ([, nowMs, time]) => {
  expect(makeTicketId(device('A'), source(nowMs)).slice(1, 11)).toBe(time)
})

test("a device's id follows from its key", () => {
  const key = (letter: string): PublicKey => v.parse(PublicKey, letter.padEnd(43, 'A'))
  expect(v.is(DeviceId, deviceIdOf(key('A')))).toBe(true)
  expect(deviceIdOf(key('A'))).toBe(deviceIdOf(key('A')))
  expect(deviceIdOf(key('A'))).not.toBe(deviceIdOf(key('B')))
})
