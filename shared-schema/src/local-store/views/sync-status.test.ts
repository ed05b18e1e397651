import { expect, test } from 'vitest'
import { hlc } from '../../ticket/_a-ticket.ts'
import {
  aCustomer,
  aProfile,
  aSaleRecord,
  aShift,
  stateOf,
  ticketIdOf,
} from '../ledger/_a-ledger.ts'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { syncStatusOf } from './sync-status.ts'

const noon = Date.UTC(2026, 10, 23, 15)
const profile: LedgerRecord = { kind: 'profile', profile: aProfile }
const [first, second] = [aSaleRecord(1), aSaleRecord(2)]
const customer: LedgerRecord = { kind: 'customer', customer: aCustomer(ticketIdOf(1)) }
const firstAcknowledged: LedgerRecord = { kind: 'acknowledged', ids: [first.id], at: hlc(7_000) }
const secondRefused: LedgerRecord = {
  kind: 'refused',
  id: second.id,
  reason: 'revoked_device',
  at: hlc(8_000),
}

const nothing = {
  state: 'online',
  pending: 0,
  soldToday: 0,
  acknowledgedToday: 0,
  oldestPendingAt: null,
  lastAcknowledgedAt: null,
  stalled: false,
  refused: 0,
  isRevoked: false,
}

interface Case {
  readonly name: string
  readonly records: readonly LedgerRecord[]
  readonly nowMs?: number
  readonly status: object
}

test.for<Case>([
  { name: 'a fresh device has nothing to tell', records: [], status: nothing },
  {
    name: 'a sale and its customer wait as one thing',
    records: [profile, customer, first],
    nowMs: noon,
    status: {
      ...nothing,
      state: 'syncing',
      pending: 1,
      soldToday: 1,
      oldestPendingAt: 1_001,
      stalled: true,
    },
  },
  {
    name: 'a customer alone still waits',
    records: [profile, customer, first, firstAcknowledged],
    nowMs: noon,
    status: {
      ...nothing,
      state: 'syncing',
      pending: 1,
      soldToday: 1,
      acknowledgedToday: 1,
      lastAcknowledgedAt: 7_000,
    },
  },
  {
    name: 'a shift waits too',
    records: [{ kind: 'shift', shift: aShift() }],
    status: { ...nothing, state: 'syncing', pending: 1 },
  },
  {
    name: 'the oldest of several counts',
    records: [second, first],
    nowMs: 20_000,
    status: {
      ...nothing,
      state: 'syncing',
      pending: 2,
      soldToday: 2,
      oldestPendingAt: 1_001,
    },
  },
  {
    name: 'a refused sale does not wait, and is counted as refused',
    records: [profile, first, second, firstAcknowledged, secondRefused],
    nowMs: noon,
    status: {
      ...nothing,
      soldToday: 2,
      acknowledgedToday: 2,
      lastAcknowledgedAt: 8_000,
      refused: 1,
    },
  },
  {
    name: 'yesterday is over before the first sale of today',
    records: [profile, first, firstAcknowledged],
    nowMs: noon + 86_400_000,
    status: { ...nothing, lastAcknowledgedAt: 7_000 },
  },
  {
    name: 'a clock that went back leaves the day of the numbering',
    records: [profile, first, firstAcknowledged],
    nowMs: 0,
    status: { ...nothing, soldToday: 1, acknowledgedToday: 1, lastAcknowledgedAt: 7_000 },
  },
])('$name', ({ records, nowMs = 0, status }) => {
  expect(syncStatusOf(stateOf(records), 'live', nowMs)).toEqual(status)
})

test('a device without a connection is offline and never stalled, whatever waits', () => {
  expect(syncStatusOf(stateOf([first]), 'down', noon)).toMatchObject({
    state: 'offline',
    stalled: false,
    pending: 1,
  })
  expect(syncStatusOf(stateOf([]), 'down', noon).state).toBe('offline')
})

test('polling counts as connected', () => {
  expect(syncStatusOf(stateOf([]), 'polling', noon).state).toBe('online')
})

test('something stalls after a minute, not before', () => {
  const stalledAt = (nowMs: number): boolean =>
    syncStatusOf(stateOf([first]), 'live', nowMs).stalled
  expect([stalledAt(61_001), stalledAt(61_002)]).toEqual([false, true])
})
