import { DeviceId, BusinessDay, KioskLetter, TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { allSynced, nowMs } from '../_fake-device.ts'
import { factRows, type FactRow, type KnownFacts } from './staff-facts.ts'
import { staffTexts } from './staff.texts.ts'

const facts = (changes: Partial<KnownFacts> = {}): KnownFacts => ({
  identity: {
    letter: v.parse(KioskLetter, 'A'),
    tenantId: v.parse(TenantId, 'demo'),
    device: v.parse(DeviceId, 'd00000000000000000000'),
  },
  build: 'index-C0qv5fjg',
  version: 'latest',
  sync: allSynced,
  ledger: {
    events: 46,
    unsent: 0,
    people: 0,
    damaged: 0,
    day: v.parse(BusinessDay, '2026-11-23'),
    lastCounter: 23,
  },
  storage: { persisted: true, usedBytes: 2_400_000, quotaBytes: 900_000_000 },
  clockOffsetMs: 400,
  credit: undefined,
  nowMs,
  timeZone: 'America/Sao_Paulo',
  ...changes,
})

const rows = (changes: Partial<KnownFacts> = {}): Readonly<Record<string, FactRow>> =>
  Object.fromEntries(factRows(facts(changes), staffTexts['pt-BR']).map((row) => [row.name, row]))

test('a kiosk that is well says so in every line', () => {
  const tones = Object.values(rows()).map(({ name, tone }) => [name, tone])
  expect(Object.fromEntries(tones)).toEqual({
    kiosk: 'neutral',
    build: 'neutral',
    connection: 'good',
    sales: 'good',
    outbox: 'good',
    acknowledged: 'neutral',
    refused: 'good',
    ledger: 'good',
    number: 'neutral',
    trust: 'neutral',
    storage: 'good',
    disk: 'neutral',
    clock: 'good',
  })
})

test.for<[string, Partial<KnownFacts>, Omit<FactRow, 'name'>]>([
  ['build', { version: 'new_waits' }, { value: 'index-C0qv5fjg – uma nova espera', tone: 'info' }],
  [
    'build',
    { version: 'stays' },
    { value: 'index-C0qv5fjg – fica nesta por ordem do gerente', tone: 'warn' },
  ],
  ['connection', { sync: undefined }, { value: 'não se sabe', tone: 'warn' }],
  [
    'connection',
    { sync: { ...allSynced, state: 'syncing', stalled: true } },
    { value: 'enviando, parado há mais de um minuto', tone: 'warn' },
  ],
  ['outbox', { sync: { ...allSynced, pending: 6 } }, { value: '6', tone: 'warn' }],
  ['oldest', { sync: { ...allSynced, oldestPendingAt: nowMs } }, { value: '14:02', tone: 'warn' }],
  ['refused', { sync: { ...allSynced, refused: 1 } }, { value: '1', tone: 'bad' }],
  [
    'ledger',
    { ledger: { ...facts().ledger, damaged: 1, people: 1 } },
    { value: '46 registros, 1 pessoa a enviar, 1 linha ilegível', tone: 'bad' },
  ],
  ['storage', { storage: null }, { value: 'não se sabe', tone: 'warn' }],
  ['clock', { clockOffsetMs: 95_400 }, { value: '95 s atrasado', tone: 'warn' }],
  ['clock', { clockOffsetMs: -61_000 }, { value: '61 s adiantado', tone: 'warn' }],
  ['clock', { clockOffsetMs: undefined }, { value: 'não se sabe', tone: 'neutral' }],
])('%s of %o', ([name, changes, row]) => {
  expect(rows(changes)[name]).toEqual({ name, ...row })
})
