import * as v from 'valibot'
import { expect, test } from 'vitest'
import { seededBytes } from '../_random-bytes.ts'
import { keyPairFromSeed, verifyText, type KeyPair } from '../crypto/keys.ts'
import { GrantId, OperatorId } from '../ids/ids.ts'
import { deviceIdOf } from '../ids/make-ids.ts'
import { admitEvent, devicesBehind, type AdmissionContext, type DeviceRecord } from './admission.ts'
import { type EventPlace, type TicketDocument } from './event.ts'
import { foldTicket } from './fold.ts'
import { type EventData } from './known-event.ts'
import { type EventDraft, type IdentifiedEvent, signEvent } from './sign-event.ts'
import { Hlc } from '../time/hlc.ts'
import { aSoldTicket, demo, kioskKeys, soldAtMs } from '../ticket-qr/_a-paper.ts'
import { signTicketQr } from '../ticket-qr/sign-ticket-qr.ts'

const tabletKeys = keyPairFromSeed(seededBytes('tablet')(32))
const sold = aSoldTicket()
const place: EventPlace = { tenantId: demo, ticketId: sold.id }
const owner = deviceIdOf(kioskKeys.publicKey)
const grant = v.parse(GrantId, `g${'0'.repeat(26)}`)
const operator = v.parse(OperatorId, 'ana')
const ana = { kind: 'operator', device: deviceIdOf(tabletKeys.publicKey), operator, grant } as const

const paperOf = (keys: KeyPair = kioskKeys, ticket = sold): string => {
  const signed = signTicketQr(ticket, soldAtMs, keys)
  if (!signed.ok) throw new Error(signed.error.kind)
  return signed.value
}
const byAna = (draft: Pick<EventDraft, 'type' | 'data'>, laterMs: number): IdentifiedEvent =>
  signEvent(
    place,
    { ...draft, at: v.parse(Hlc, soldAtMs + laterMs), by: ana, prev: null },
    tabletKeys.secretKey,
  )
const importOf = (data: EventData<'imported'>): IdentifiedEvent =>
  byAna({ type: 'imported', data }, 60_000)
const ticketOf = (...events: readonly IdentifiedEvent[]): TicketDocument => ({
  id: place.ticketId,
  tenantId: demo,
  events: Object.fromEntries(events.map(({ id, event }) => [id, event])),
})

const registry = (kiosk: Partial<DeviceRecord> = {}): AdmissionContext => {
  const devices = new Map<string, DeviceRecord>([
    [owner, { publicKey: kioskKeys.publicKey, kind: 'kiosk', revokedAt: null, ...kiosk }],
    [ana.device, { publicKey: tabletKeys.publicKey, kind: 'tablet', revokedAt: null }],
  ])
  return {
    device: (id) => devices.get(id),
    grant: () => ({ operator, role: 'operator', device: ana.device, until: Infinity }),
    isSettlementKey: () => false,
    verify: verifyText,
  }
}

test('a ticket known from paper alone is the ticket that was sold, and can be served', () => {
  const called = byAna({ type: 'called', data: {} }, 70_000)
  const ticket = foldTicket(ticketOf(importOf({ owner, paper: paperOf() }), called))
  const { id, tenantId, number, sale, soldAt, soldBy } = sold
  expect(ticket).toMatchObject({ id, tenantId, number, sale, soldAt, soldBy })
  expect(ticket?.service).toMatchObject({ kind: 'called', by: ana })
  expect(ticket?.history.map(({ event }) => event.type)).toEqual(['imported', 'called'])
})

test('when the kiosk is back, its own word takes the place of its paper', () => {
  const imported = importOf({ owner, paper: paperOf() })
  const both = foldTicket(ticketOf(imported, ...sold.history))
  expect(both?.history.map(({ event }) => event.type)).toEqual(['created', 'imported'])
  expect({ ...both, history: [], lastAt: 0 }).toEqual({ ...sold, history: [], lastAt: 0 })
})

test('an import counts once, however many tablets make it', () => {
  const again = byAna({ type: 'imported', data: { owner, paper: paperOf() } }, 90_000)
  const once = ticketOf(importOf({ owner, paper: paperOf() }))
  const twice = ticketOf(importOf({ owner, paper: paperOf() }), again)
  const { sale, soldAt, service, payment } = foldTicket(once) ?? {}
  expect(foldTicket(twice)).toMatchObject({ sale, soldAt, service, payment })
})

test('an import that was undone leaves no ticket', () => {
  const imported = importOf({ owner, paper: paperOf() })
  const undone = byAna({ type: 'undone', data: { event: imported.id } }, 80_000)
  expect(foldTicket(ticketOf(imported, undone))).toBeUndefined()
})

test('an import without paper, or with paper of another ticket, starts nothing', () => {
  const otherTicket = aSoldTicket({ keys: tabletKeys })
  const other = paperOf(tabletKeys, otherTicket)
  expect(foldTicket(ticketOf(importOf({ owner })))).toBeUndefined()
  expect(foldTicket(ticketOf(importOf({ owner, paper: other })))).toBeUndefined()
})

const flipped = (paper: string): string => `${paper.slice(0, -1)}${paper.endsWith('0') ? '1' : '0'}`

test.for<readonly [string, EventData<'imported'>, Partial<DeviceRecord>, string]>([
  ['genuine paper', { owner, paper: paperOf() }, {}, 'admitted'],
  ['no paper', { owner }, {}, 'admitted'],
  ['forged paper', { owner, paper: flipped(paperOf()) }, {}, 'bad_signature'],
  ['paper of a revoked kiosk', { owner, paper: paperOf() }, { revokedAt: 1 }, 'revoked_device'],
  [
    'paper signed by what is no kiosk',
    { owner, paper: paperOf() },
    { kind: 'panel' },
    'bad_signature',
  ],
  ['paper of another owner', { owner: ana.device, paper: paperOf() }, {}, 'malformed'],
  ['paper that cannot be read', { owner, paper: 'T1:0000' }, {}, 'malformed'],
])('an import of %s', ([, data, kiosk, expected]) => {
  const judged = admitEvent(place, importOf(data), registry(kiosk))
  expect(judged.ok ? 'admitted' : judged.error).toBe(expected)
})

test('an import of paper from a kiosk nobody knows waits in quarantine', () => {
  const { device, ...rest } = registry()
  const context = { ...rest, device: (id: typeof owner) => (id === owner ? undefined : device(id)) }
  const judged = admitEvent(place, importOf({ owner, paper: paperOf() }), context)
  expect(judged).toEqual({ ok: false, error: 'unknown_device' })
})

test('admission of an import asks about the tablet and about the kiosk', () => {
  const { event } = importOf({ owner, paper: paperOf() })
  const { event: called } = byAna({ type: 'called', data: {} }, 0)
  expect(devicesBehind(event)).toEqual([ana.device, owner])
  expect(devicesBehind({ ...event, data: {} })).toEqual([ana.device])
  expect(devicesBehind({ ...event, by: { kind: 'gateway', key: tabletKeys.publicKey } })).toEqual([
    owner,
  ])
  expect(devicesBehind(called)).toEqual([ana.device])
})
