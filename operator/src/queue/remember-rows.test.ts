import { expect, test } from 'vitest'
import { aPrintedTicket } from '../testing/_paper.ts'
import { ana } from '../testing/_tickets.ts'
import { queueRow } from './queue-row.ts'
import { rememberRows } from './remember-rows.ts'

const { ticket } = aPrintedTicket()
const facts = { customer: undefined, operator: ana, shiftDay: '2026-09-24', deviceKeys: [] }

test('a ticket that did not change keeps its row', () => {
  const rowOf = rememberRows()
  const row = rowOf(ticket, facts)
  expect(row).toEqual(queueRow(ticket, facts))
  expect(rowOf(ticket, { ...facts })).toBe(row)
})

test('a changed ticket, and one whose surroundings changed, gets a row of its own', () => {
  const rowOf = rememberRows()
  const row = rowOf(ticket, facts)
  expect(rowOf({ ...ticket }, facts)).not.toBe(row)
  const nextDay = { ...facts, shiftDay: '2026-09-25' }
  expect(rowOf(ticket, nextDay)).toEqual(queueRow(ticket, nextDay))
})
