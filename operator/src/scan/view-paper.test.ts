import { judgeByKeys, tabletWindowMs, TenantId, type Ticket } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { aKioskKey, aPrintedTicket, forged, kioskKeysOf } from '../testing/_paper.ts'
import { isOpen, viewPaper, withoutLineEnd } from './view-paper.ts'

const { ticket, paper } = aPrintedTicket()
const tenantId = v.parse(TenantId, 'demo')
const knowing = { judge: judgeByKeys(tenantId, [aKioskKey()]), tickets: [], nowMs: ticket.soldAt }

test('paper of a known kiosk is proven, and led to the ticket that is here', () => {
  expect(viewPaper(paper, knowing)).toMatchObject({
    kind: 'paper',
    verdict: { kind: 'proven' },
    held: undefined,
  })
  expect(viewPaper(paper, { ...knowing, tickets: [ticket] })).toMatchObject({ held: ticket })
})

test('paper from before the working window is old, unless the ticket is here', () => {
  const later = { ...knowing, nowMs: ticket.soldAt + tabletWindowMs + 1 }
  expect(viewPaper(paper, later)).toMatchObject({ isOld: true })
  expect(viewPaper(paper, { ...later, tickets: [ticket] })).toMatchObject({ isOld: false })
  expect(viewPaper(paper, knowing)).toMatchObject({ isOld: false })
})

test('a key the tablet has not heard of is provisional, a revoked one says so', () => {
  const judged = (...keys: Parameters<typeof aKioskKey>) =>
    viewPaper(paper, { judge: judgeByKeys(tenantId, [aKioskKey(...keys)]), tickets: [], nowMs: 0 })
  expect(judged(kioskKeysOf(2))).toMatchObject({ verdict: { kind: 'provisional' } })
  expect(judged(kioskKeysOf(1), 5)).toMatchObject({ verdict: { kind: 'revoked', revokedAt: 5 } })
})

test.for([
  [forged(paper), { kind: 'rejected', why: 'forged' }],
  ['00020126580014br.gov.bcb.pix', { kind: 'unread', why: 'not_a_ticket' }],
  [paper.slice(0, 80), { kind: 'unread', why: 'damaged' }],
  ['T2:A', { kind: 'unread', why: 'newer_format' }],
] as const)('%j is no ticket of ours', ([text, view]) => {
  expect(viewPaper(text, knowing)).toEqual(view)
})

test('another studio’s paper says so', () => {
  const judge = judgeByKeys(v.parse(TenantId, 'norte'), [aKioskKey()])
  expect(viewPaper(paper, { judge, tickets: [], nowMs: 0 })).toEqual({
    kind: 'rejected',
    why: 'other_studio',
  })
})

test('a line end that pasting left is taken off, a space at the end is not', () => {
  expect(['T1:A B \r\n', 'T1:A ', 'T1:A\t'].map(withoutLineEnd)).toEqual([
    'T1:A B ',
    'T1:A ',
    'T1:A',
  ])
})

test.for<[Ticket['service']['kind'], boolean]>([
  ['waiting', true],
  ['called', true],
  ['in_service', true],
  ['finished', false],
  ['no_show', false],
  ['cancelled', false],
])('whether a ticket that is %s is still to be served: %s', ([kind, open]) => {
  expect(isOpen({ ...ticket, service: { kind } as Ticket['service'] })).toBe(open)
})
