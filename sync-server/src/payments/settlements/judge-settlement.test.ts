import { Cents, CreatedData, Hlc, TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { newSettlement } from '../documents/settlement.ts'
import { judgeSettlement } from './judge-settlement.ts'

const intent = 'TA00123456789ABCDEFGHJKMN'
const sale = v.parse(CreatedData, {
  letter: 'A',
  counter: 1,
  businessDay: '2026-11-23',
  service: { code: 'GELO', name: 'Banheira de Gelo', priceCents: 9_000, durationMinutes: 15 },
  intent,
  offline: false,
})

const place = { tenantId: v.parse(TenantId, 'demo'), provider: 'pix' }
const proven = {
  transactionId: 'E99999999202611231336AbCdEfGhIjk',
  txid: `${intent}D01`,
  amountCents: v.parse(Cents, 9_000),
  settledAt: v.parse(Hlc, Date.parse('2026-11-23T13:36:00Z')),
  receiver: 'ours',
} as const

test.for([
  ['the price', {}, 'paid'],
  ['the price on a later attempt', { txid: `${intent}D02` }, 'paid'],
  ['a cent too little', { amountCents: v.parse(Cents, 8_999) }, 'underpaid'],
  ['a cent too much', { amountCents: v.parse(Cents, 9_001) }, 'overpaid'],
  ['the price to another key', { receiver: 'other' }, 'other_key'],
  ['the price of another ticket', { txid: `${intent.replace('9', '8')}D01` }, 'other_intent'],
] as const)('%s', ([, change, verdict]) => {
  expect(judgeSettlement(newSettlement({ ...proven, ...change }, place), sale)).toBe(verdict)
})
