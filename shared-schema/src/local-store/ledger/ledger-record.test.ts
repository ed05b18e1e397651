import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../_runs.ts'
import { aCustomer, arbitraryRecord, aSaleRecord, ticketIdOf } from './_a-ledger.ts'
import { printRecord, readRecords, type LedgerRecord } from './ledger-record.ts'

const records: readonly LedgerRecord[] = [
  aSaleRecord(1),
  { kind: 'customer', customer: aCustomer(ticketIdOf(1), 'Conceição Ávila') },
  aSaleRecord(2),
]
const lines = records.map(printRecord)
const bytes = new TextEncoder().encode(lines.join(''))

test('records come back from print as they went in', () => {
  fc.assert(
    fc.property(fc.array(arbitraryRecord, { maxLength: 20 }), (written) => {
      expect(readRecords(written.map(printRecord).join(''))).toEqual({
        records: written,
        unknown: [],
        damaged: 0,
      })
    }),
    runs(200),
  )
})

test('an empty ledger holds nothing', () => {
  expect(readRecords('')).toEqual({ records: [], unknown: [], damaged: 0 })
})

test('a tail torn at any byte loses the last record alone', () => {
  const lastStart = new TextEncoder().encode(lines.slice(0, -1).join('')).length
  for (let kept = lastStart + 1; kept < bytes.length - 1; kept += 1)
    expect(readRecords(new TextDecoder().decode(bytes.slice(0, kept)))).toEqual({
      records: records.slice(0, -1),
      unknown: [],
      damaged: 1,
    })
  expect(readRecords(new TextDecoder().decode(bytes.slice(0, -1))).records).toEqual(records)
})

test('a name torn in the middle of a letter spoils its own record alone', () => {
  const text = new TextDecoder().decode(bytes)
  const upToName = text.slice(0, text.indexOf('Conceiç'))
  const torn = bytes.slice(0, new TextEncoder().encode(upToName).length + 'Concei'.length + 1)
  expect(readRecords(new TextDecoder().decode(torn))).toEqual({
    records: records.slice(0, 1),
    unknown: [],
    damaged: 1,
  })
})

test('one damaged character in a middle line keeps the records around it', () => {
  const middle = lines[1] ?? ''
  fc.assert(
    fc.property(fc.nat({ max: middle.length - 2 }), fc.constantFrom('#', ' ', 'é'), (at, wrong) => {
      // The check covers all that is read; the space after it is passed over unread.
      fc.pre(middle[at] !== wrong && at !== 8)
      const damaged = middle.slice(0, at) + wrong + middle.slice(at + 1)
      expect(readRecords([lines[0], damaged, lines[2]].join(''))).toEqual({
        records: [records[0], records[2]],
        unknown: [],
        damaged: 1,
      })
    }),
    runs(200),
  )
})

test('a whole line of an unknown kind is handed back as it stands', () => {
  const line = printRecord({ kind: 'of a newer build' } as never)
  expect(readRecords(line + (lines[0] ?? ''))).toEqual({
    records: [records[0]],
    unknown: [line.trimEnd()],
    damaged: 0,
  })
})
