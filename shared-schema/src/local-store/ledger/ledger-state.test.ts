import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../_runs.ts'
import { hlc } from '../../ticket/_a-ticket.ts'
import {
  aCustomer,
  aDeviceRecord,
  anAcknowledgement,
  arbitraryRecord,
  aSaleRecord,
  aShift,
  stateOf,
  ticketIdOf,
} from './_a-ledger.ts'
import { type LedgerRecord } from './ledger-record.ts'
import { compactedRecords, keepAcknowledgedMs } from './ledger-state.ts'

const [first, second] = [aSaleRecord(1), aSaleRecord(2)]
const acknowledged = (sale: typeof first, at: number): LedgerRecord => ({
  kind: 'acknowledged',
  ids: [sale.id],
  at: hlc(at),
})

test('a compacted ledger adds up to the same state', () => {
  fc.assert(
    fc.property(fc.array(arbitraryRecord, { maxLength: 40 }), (records) => {
      const state = stateOf(records)
      expect(stateOf(compactedRecords(state, 0))).toEqual(state)
    }),
    runs(300),
  )
})

test('a record read twice changes nothing', () => {
  fc.assert(
    fc.property(fc.array(arbitraryRecord, { maxLength: 40 }), (records) => {
      expect(stateOf(records.flatMap((record) => [record, record]))).toEqual(stateOf(records))
    }),
    runs(300),
  )
})

test('compaction drops what was acknowledged more than a week ago, and the numbering stays', () => {
  const state = stateOf([first, second, acknowledged(first, 10), acknowledged(second, 20)])
  const later = stateOf(compactedRecords(state, 15 + keepAcknowledgedMs))
  expect([...later.events.keys()]).toEqual([second.id])
  expect(later).toMatchObject({
    day: '2026-11-23',
    counter: 2,
    head: second.id,
    refused: new Map(),
  })
  expect(later.lastAcknowledgedAt).toBe(20)
})

test('what is not acknowledged stays in a compacted ledger however old it is', () => {
  const state = stateOf([first])
  const later = stateOf(compactedRecords(state, 100 * keepAcknowledgedMs))
  expect(later).toEqual(state)
})

test('an old sale stays while its customer is not acknowledged', () => {
  const customer: LedgerRecord = { kind: 'customer', customer: aCustomer(ticketIdOf(1)) }
  const state = stateOf([customer, first, acknowledged(first, 10)])
  expect(stateOf(compactedRecords(state, 11 + keepAcknowledgedMs))).toEqual(state)
})

test('numbers go on where they stood when the last sale was refused', () => {
  const refused: LedgerRecord = { kind: 'refused', id: second.id, reason: 'revoked', at: hlc(9) }
  const state = stateOf([first, second, refused])
  expect(state).toMatchObject({ counter: 2, head: second.id, lastAcknowledgedAt: 9 })
  expect(state.pending).toEqual(new Set([first.id]))
  expect(stateOf(compactedRecords(state, 10 + keepAcknowledgedMs)).counter).toBe(2)
})

test('the day of the numbering never goes back', () => {
  const [newer, older] = [aSaleRecord(7, '2099-01-01'), aSaleRecord(3, '1970-01-01')]
  expect(stateOf([newer, older])).toMatchObject({ day: '2099-01-01', counter: 7 })
})

test('a new day counts from its own first number', () => {
  expect(stateOf([aSaleRecord(7), aSaleRecord(1, '2026-11-24')])).toMatchObject({
    day: '2026-11-24',
    counter: 1,
  })
})

test('a device that was paired anew begins a chain of its own', () => {
  const state = stateOf([aDeviceRecord('A'), first, aDeviceRecord('B', 'new key')])
  expect(state).toMatchObject({ head: null, counter: 1 })
  expect(stateOf([aDeviceRecord('A'), first, aDeviceRecord('A')]).head).toBe(first.id)
})

test('an acknowledgement of an older version leaves the newer one waiting', () => {
  const [older, newer] = [aShift('one', 1), aShift('one', 2)]
  const state = stateOf([
    { kind: 'shift', shift: older },
    { kind: 'shift', shift: newer },
    anAcknowledgement(older),
  ])
  expect([...state.shifts.values()]).toEqual([newer])
})

test('an acknowledgement repeated later does not move the time of the first one', () => {
  const state = stateOf([first, acknowledged(first, 10), acknowledged(first, 30)])
  expect(state.events.get(first.id)?.acknowledgedAt).toBe(10)
  expect(state.lastAcknowledgedAt).toBe(30)
})
