import { Hlc, type ServiceFigures, type Ticket } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { aService, aTicket, nowMs } from '../_fake-device.ts'
import { queueLineOf } from './queue-line.ts'

const service = aService().id
const minutes = (count: number): number => count * 60_000

/** Heard now; the gateway's clock is five hours ahead of this kiosk's. */
const heard = (changes: Partial<ServiceFigures> = {}) => ({
  heardAt: nowMs,
  figures: {
    at: nowMs + minutes(300),
    services: [{ service, waiting: 3, busyUntil: [], devices: 1, minutes: 8, ...changes }],
  },
})
const soldAt = (ms: number): Ticket => aTicket({ soldAt: v.parse(Hlc, ms) })

test('nothing heard means nothing said', () => {
  expect(queueLineOf(service, undefined, { nowMs, ownTickets: [] })).toEqual({ kind: 'unknown' })
})

test('a service the gateway does not count has no queue to speak of', () => {
  const other = { heardAt: nowMs, figures: { at: nowMs, services: [] } }
  expect(queueLineOf(service, other, { nowMs, ownTickets: [] })).toEqual({ kind: 'unknown' })
})

test('the moment of the call is told by the gateway’s clock', () => {
  expect(queueLineOf(service, heard(), { nowMs, ownTickets: [] })).toMatchObject({
    kind: 'wait',
    calledAt: Math.round((nowMs + minutes(330)) / minutes(5)) * minutes(5),
  })
})

test('what this kiosk sold since counts, what was counted already does not', () => {
  const ownTickets = [soldAt(nowMs + 1), soldAt(nowMs - 1)]
  const line = queueLineOf(service, heard(), { nowMs: nowMs + 2, ownTickets })
  expect(line).toMatchObject({ kind: 'wait', fromMinutes: 30, toMinutes: 50 })
})

test.for([
  { age: minutes(1), line: { kind: 'wait' } },
  { age: minutes(2), line: { kind: 'old', waiting: 3, minutesAgo: 2 } },
  { age: minutes(12), line: { kind: 'old', waiting: 3, minutesAgo: 12 } },
  { age: minutes(60), line: { kind: 'unknown' } },
])('figures of $age ms ago are told as $line.kind', ({ age, line }) => {
  expect(queueLineOf(service, heard(), { nowMs: nowMs + age, ownTickets: [] })).toMatchObject(line)
})

test('nobody serves while no shift is open', () => {
  expect(queueLineOf(service, heard({ devices: null }), { nowMs, ownTickets: [] })).toEqual({
    kind: 'closed',
  })
})
