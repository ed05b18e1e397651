import { expect, test } from 'vitest'
import { type Ticket } from '@totem/shared-schema'
import { aKioskKey, aPrintedTicket, fromPaper, kioskKeysOf } from '../testing/_paper.ts'
import { ana } from '../testing/_tickets.ts'
import { queueRow } from './queue-row.ts'

const pending = aPrintedTicket()
const paid = aPrintedTicket(kioskKeysOf(1), 'paid')

const mark = (ticket: Ticket, known = [aKioskKey()]): readonly unknown[] => {
  const facts = { customer: undefined, operator: ana, shiftDay: '2026-09-24', deviceKeys: known }
  const { origin, isProvisional } = queueRow(ticket, facts)
  return [origin, isProvisional]
}

test.for<[string, Ticket, readonly unknown[]]>([
  ['that came by the network', pending.ticket, ['offline', false]],
  ['from paper', fromPaper(pending), ['paper', false]],
  ['from paper that tells of money', fromPaper(paid), ['paper_paid', false]],
])('a ticket %s says how it came', ([, ticket, expected]) => {
  expect(mark(ticket)).toEqual(expected)
})

test('a ticket from paper is provisional until its kiosk is known or speaks itself', () => {
  expect(mark(fromPaper(pending), [])).toEqual(['paper_unproven', true])
  expect(mark(fromPaper(paid), [])).toEqual(['paper_unproven', true])
  expect(mark(pending.ticket, [])).toEqual(['offline', false])
})
