import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PoolCharge, PoolOrder } from '@totem/shared-schema'
import { runs } from '../../_runs.ts'
import { anEvent } from '../../ticket/_a-ticket.ts'
import { arbitraryOfflineRecord, aSaleRecord, stateOf, ticketIdOf } from './_a-ledger.ts'
import { printRecord, readRecords, type LedgerRecord } from './ledger-record.ts'
import {
  applyOfflineRecord,
  compactedOfflineRecords,
  noOfflineCharges,
  type OfflineCharges,
  type OfflineRecord,
} from './offline-charges.ts'

const chargesOf = (records: readonly OfflineRecord[]): OfflineCharges => {
  const offline = noOfflineCharges()
  for (const record of records) applyOfflineRecord(offline, record)
  return offline
}
const history = fc.array(arbitraryOfflineRecord, { maxLength: 30 })
const compacted = (offline: OfflineCharges): readonly OfflineRecord[] =>
  compactedOfflineRecords(offline, 0)

test('a charge that was leased never comes back to the pool, whatever follows and whenever the ledger is compacted', () => {
  fc.assert(
    fc.property(history, history, (before, after) => {
      const shown = [...chargesOf(before).leases.keys()]
      const straight = chargesOf([...before, ...after])
      const restarted = chargesOf([...compacted(chargesOf(before)), ...after])
      for (const { pool } of [straight, restarted])
        expect(shown.filter((txid) => pool.has(txid))).toEqual([])
    }),
    runs(300),
  )
})

test('a lease stays with the ticket it was first written for', () => {
  fc.assert(
    fc.property(history, history, (before, after) => {
      const later = chargesOf([...before, ...after])
      for (const [txid, { ticketId, at }] of chargesOf(before).leases)
        expect(later.leases.get(txid)).toMatchObject({ ticketId, at })
    }),
    runs(300),
  )
})

test('only a charge that is still asked for becomes ready: a late answer brings back nothing', () => {
  fc.assert(
    fc.property(history, arbitraryOfflineRecord, (before, last) => {
      const earlier = chargesOf(before).pool
      for (const [txid, entry] of chargesOf([...before, last]).pool)
        if (entry.kind === 'ready') expect(['asked', 'ready']).toContain(earlier.get(txid)?.kind)
    }),
    runs(300),
  )
})

test('compaction forgets a lease only when it leads to its ticket and its week is over', () => {
  const [lease] = fc.sample(
    arbitraryOfflineRecord.filter(({ kind }) => kind === 'charge_leased'),
    1,
  )
  if (lease?.kind !== 'charge_leased') throw new Error('no lease was made')
  const week = 7 * 24 * 60 * 60_000
  const { txid } = lease
  const bound: OfflineRecord = { kind: 'charge_bound', txids: [txid] }
  const kept = (records: readonly OfflineRecord[], nowMs: number): boolean =>
    chargesOf(compactedOfflineRecords(chargesOf(records), nowMs)).leases.has(txid)
  const end = (lease.expiresAt ?? lease.at) + week
  expect([
    kept([lease], 10 * end),
    kept([lease, bound], end),
    kept([lease, bound], end + 1),
  ]).toEqual([true, true, false])
})

test('power that goes at any byte of a lease leaves the charge in one place alone, and shows none without its lease', () => {
  const order = { txid: `TA0${'P'.repeat(22)}D01`, service: 'GELO', amountCents: 9_000 }
  const code = { brCode: 'code', expiresAt: 2_000_000 }
  const { txid, amountCents } = v.parse(PoolOrder, order)
  const ticketId = ticketIdOf(1)
  const shown = anEvent('charge_shown', { data: { txid, tier: 'pool' } })
  const held = textOf([
    aSaleRecord(1),
    { kind: 'pool_asked', orders: [v.parse(PoolOrder, order)] },
    { kind: 'pool_charge', charge: v.parse(PoolCharge, { ...order, ...code }) },
  ])
  const lease = textOf([
    { kind: 'charge_leased', txid, ticketId, tier: 'pool', amountCents, ...code, at: 1 },
    { kind: 'event', ticketId, ...shown },
  ])
  for (let kept = 0; kept <= lease.length; kept += 1) {
    const { offline, events } = stateOf(readRecords(held + lease.slice(0, kept)).records)
    const isLeased = offline.leases.has(txid)
    expect(offline.pool.has(txid)).toBe(!isLeased)
    if (events.has(shown.id)) expect(isLeased).toBe(true)
  }
})

const textOf = (records: readonly LedgerRecord[]): string => records.map(printRecord).join('')
