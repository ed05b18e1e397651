import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  Cents,
  KioskLetter,
  OfflineTerms,
  ServiceCode,
  signOfflineTerms,
  type OfflineRules,
  type PoolOrder,
  type Service,
} from '@totem/shared-schema'
import { afternoon, iceBath } from '../_a-home.ts'
import { someRules } from '../_fake-pool.ts'
import { aDeviceRecord, settlementKeys, stateOf } from '../ledger/_a-ledger.ts'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { hasPoolWork, planPool, poolRequest, type PoolPlanning } from './plan-pool.ts'

const hours = 60 * 60_000
const cents = (amount: number): Cents => v.parse(Cents, amount)
const boots: Service = {
  ...iceBath,
  id: v.parse(ServiceCode, 'BOTA'),
  priceCents: cents(7_000),
  position: 2,
}
const termsOf = (rules: Partial<OfflineRules>): LedgerRecord => ({
  kind: 'offline_terms',
  signed: signOfflineTerms(
    v.parse(OfflineTerms, {
      ...someRules,
      ...rules,
      tenantId: 'demo',
      device: aDeviceRecord().device,
      issuedAt: afternoon,
    }),
    settlementKeys,
  ),
})
const catalogOf = (...services: Service[]): LedgerRecord => ({ kind: 'catalog', services })
const planning = (records: readonly LedgerRecord[], nowMs = afternoon): PoolPlanning => ({
  state: stateOf(records),
  letter: v.parse(KioskLetter, 'A'),
  nowMs,
  randomBytes: (count) => Uint8Array.from(randomBytes(count)),
})

/** A kiosk whose pool was filled. */
const aFullPool = (
  services: readonly Service[] = [iceBath],
  expiresAt = afternoon + 100 * hours,
): readonly LedgerRecord[] => {
  const asked = [termsOf({}), catalogOf(...services)]
  const plan = planPool(planning(asked))
  const orders = plan.flatMap((record) => (record.kind === 'pool_asked' ? record.orders : []))
  return [...asked, ...plan, ...orders.map((order) => readyOf(order, expiresAt))]
}
const readyOf = (order: PoolOrder, expiresAt: number): LedgerRecord => ({
  kind: 'pool_charge',
  charge: { ...order, brCode: 'code', expiresAt },
})
const countsOf = (records: readonly LedgerRecord[], nowMs = afternoon): unknown =>
  planPool(planning(records, nowMs)).map((record) => {
    if (record.kind === 'pool_asked')
      return Object.fromEntries(
        record.orders.map(({ service }) => [
          service,
          record.orders.filter((order) => order.service === service).length,
        ]),
      )
    return record.kind === 'pool_retired' ? { retired: record.txids.length } : record
  })

describe('the plan of a pool', () => {
  test('asks for nothing before a manager has allowed it', () => {
    expect(countsOf([catalogOf(iceBath)])).toEqual([])
  })

  test('asks for so many charges of each service as the terms say, named once and for all', () => {
    const records = [termsOf({}), catalogOf(iceBath, boots)]
    expect(countsOf(records)).toEqual([{ GELO: 4, BOTA: 4 }])
    const plan = planPool(planning(records))
    expect(planPool(planning([...records, ...plan]))).toEqual([])
  })

  test.for([
    ['a service nobody sells now', {}, { ...iceBath, active: false }],
    ['a service that is free', {}, { ...iceBath, priceCents: cents(0) }],
    ['a service too dear to be sold on trust', {}, { ...iceBath, priceCents: cents(20_001) }],
    ['anything when the pool is switched off', { poolPerService: 0 }, iceBath],
    [
      'anything when no sale on trust is allowed',
      { envelope: { ...someRules.envelope, count: 0 } },
      iceBath,
    ],
  ] as const)('does not ask for %s', ([, rules, service]) => {
    expect(countsOf([termsOf(rules), catalogOf(service)])).toEqual([])
  })

  test('never asks for more than sixty in all', () => {
    const services = Array.from({ length: 9 }, (_, index) => ({
      ...iceBath,
      id: v.parse(ServiceCode, `S${index + 1}`),
    }))
    const [asked] = planPool(planning([termsOf({ poolPerService: 20 }), catalogOf(...services)]))
    expect(asked?.kind === 'pool_asked' && asked.orders.length).toBe(60)
  })

  test('retires every charge of the old price when the kiosk has the new one, and asks anew', () => {
    const dearer = catalogOf({ ...iceBath, priceCents: cents(9_900) }, boots)
    expect(countsOf([...aFullPool([iceBath, boots]), dearer])).toEqual([
      { retired: 4 },
      { GELO: 4 },
    ])
  })

  test('retires what a smaller pool does not need', () => {
    expect(countsOf([...aFullPool(), termsOf({ poolPerService: 1 })])).toEqual([{ retired: 3 }])
  })

  test('gives charges of the last day a successor while they may still be shown', () => {
    expect(countsOf(aFullPool(), afternoon + 77 * hours)).toEqual([{ GELO: 4 }])
  })

  test('retires charges of the last half hour', () => {
    expect(countsOf(aFullPool(), afternoon + 99.5 * hours)).toEqual([{ retired: 4 }, { GELO: 4 }])
  })
})

test('a request names what is asked for, held, retired and shown', () => {
  const records = aFullPool()
  const [first, second] = [...stateOf(records).offline.pool.keys()]
  const { offline } = stateOf([
    ...records,
    { kind: 'pool_retired', txids: [second ?? ''] },
    { kind: 'pool_asked', orders: [{ ...orderOf(records), txid: 'X'.repeat(28) }] },
  ])
  const request = poolRequest({ offline })
  expect(request).toMatchObject({ asked: [{ txid: 'X'.repeat(28) }], retired: [second], shown: [] })
  expect(request.held).toContain(first)
  expect(request.held).toHaveLength(3)
  expect(hasPoolWork(request)).toBe(true)
  expect(hasPoolWork(poolRequest(stateOf(records)))).toBe(false)
})

const orderOf = (records: readonly LedgerRecord[]): PoolOrder => {
  const found = records.flatMap((record) => (record.kind === 'pool_asked' ? record.orders : []))[0]
  if (found === undefined) throw new Error('nothing was asked for')
  return found
}
