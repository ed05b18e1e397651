import { Cents, CreatedData, Hlc, TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { afterEndMs } from '../documents/charge.ts'
import { recordProven, type SettlementVerdict } from '../documents/settlement.ts'
import { type ListedSettlement } from '../provider.ts'
import { judgeSettlement, type Claim } from './judge-settlement.ts'

const intent = 'TA00123456789ABCDEFGHJKMN'
const poolTxid = 'TA0POOLPOOLPOOLPOOLPOOLPOD01'
const sale = v.parse(CreatedData, {
  letter: 'A',
  counter: 1,
  businessDay: '2026-11-23',
  service: { code: 'GELO', name: 'Banheira de Gelo', priceCents: 9_000, durationMinutes: 15 },
  intent,
  offline: false,
})

const place = { tenantId: v.parse(TenantId, 'demo'), provider: 'pix' }
const endsAt = Date.parse('2026-11-23T13:36:00Z')
const at = (ms: number): Hlc => v.parse(Hlc, ms)
const proven: ListedSettlement = {
  transactionId: 'E99999999202611231336AbCdEfGhIjk',
  txid: `${intent}D01`,
  amountCents: v.parse(Cents, 9_000),
  settledAt: at(endsAt),
  receiver: 'ours',
  refunds: [],
}
const asked: Claim = { kind: 'intent', endsAt }
const shown: Claim = { kind: 'shown', endsAt }
const endless: Claim = { kind: 'intent', endsAt: null }
const linked: Claim = { kind: 'linked' }
const tooLittle = { amountCents: v.parse(Cents, 8_999) }
const tooMuch = { amountCents: v.parse(Cents, 9_001) }
const lastMoment = { settledAt: at(endsAt + afterEndMs) }
const tooLate = { settledAt: at(endsAt + afterEndMs + 1) }
const { txid: _, ...bare } = proven

const rows: readonly (readonly [string, ListedSettlement, Claim, SettlementVerdict])[] = [
  ['the price', proven, asked, 'paid'],
  ['the price on a later attempt', { ...proven, txid: `${intent}D02` }, asked, 'paid'],
  ['the price by a static code', { ...proven, txid: intent, ...tooLate }, endless, 'paid'],
  ['the price on a charge of the pool', { ...proven, txid: poolTxid }, shown, 'paid'],
  ['a cent too little', { ...proven, ...tooLittle }, asked, 'underpaid'],
  ['a cent too much', { ...proven, ...tooMuch }, asked, 'overpaid'],
  [
    'a cent too little by a static code',
    { ...proven, txid: intent, ...tooLittle },
    endless,
    'underpaid',
  ],
  ['the price to another key', { ...proven, receiver: 'other' }, asked, 'other_key'],
  ['the price of another ticket', { ...proven, txid: poolTxid }, asked, 'other_intent'],
  ['the price without a txid', bare, asked, 'other_intent'],
  ['the price in the last moment', { ...proven, ...lastMoment }, asked, 'paid'],
  ['the price too late', { ...proven, ...tooLate }, asked, 'late'],
  [
    'the price too late on a charge of the pool',
    { ...proven, txid: poolTxid, ...tooLate },
    shown,
    'late',
  ],
  ['too little and too late', { ...proven, ...tooLittle, ...tooLate }, asked, 'late'],
  ['the price that a manager put there', { ...bare, ...tooLate }, linked, 'paid'],
  ['too much that a manager put there', { ...bare, ...tooMuch }, linked, 'overpaid'],
  [
    'the price to another key that a manager put there',
    { ...bare, receiver: 'other' },
    linked,
    'other_key',
  ],
]

test.for(rows)('%s', ([, movement, claim, verdict]) => {
  const settlement = recordProven(undefined, movement, place)
  expect(settlement && judgeSettlement(settlement, sale, claim)).toBe(verdict)
})
