import { type StoredDocument } from '@totem/couchdb'
import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { TenantKeysFile } from '../secrets/tenant-keys.ts'
import { makeSecrets } from '../secrets/make-secrets.ts'
import { mergeLeaves } from './merge-leaves.ts'

const [, file] = await makeSecrets(['demo'])
const keys = v.parse(TenantKeysFile, file!.content).get(v.parse(TenantId, 'demo'))!

const settlement = {
  _id: 'pay:pix:E1',
  type: 'settlement',
  tenantId: 'demo',
  provider: 'pix',
  transactionId: 'E1',
  txid: 'TX1',
  amountCents: 9_000,
  settledAt: 1,
  receiver: 'ours',
  link: null,
}
const refund = (status: string): object => ({
  amountCents: 100,
  status,
  askedBy: null,
  at: 2,
  event: null,
})

test('leaves of a settlement keep its ticket and every refund any of them has heard of', () => {
  const leaves: readonly StoredDocument[] = [
    {
      ...settlement,
      _rev: '2-a',
      refunds: { R01: refund('in_progress'), R02: refund('asked') },
      state: 'unmatched',
    },
    {
      ...settlement,
      _rev: '2-b',
      refunds: { R01: refund('done') },
      state: 'matched',
      ticketId: `t${'0'.repeat(26)}`,
      event: '0'.repeat(32),
      verdict: 'paid',
    },
  ]
  const merged = mergeLeaves('payments', leaves, keys)
  expect(merged).toMatchObject({
    unread: [],
    body: {
      _id: 'pay:pix:E1',
      state: 'returning',
      verdict: 'paid',
      refunds: { R01: { status: 'done' }, R02: { status: 'asked' } },
    },
  })
  expect(mergeLeaves('payments', leaves.toReversed(), keys)).toEqual(merged)
})

test('of other documents about money the furthest state stays', () => {
  const charge = (state: string, _rev: string): StoredDocument => ({
    _id: 'charge:TX1',
    _rev,
    type: 'charge',
    state,
  })
  const leaves = [charge('pooled', '1-a'), charge('open', '1-b'), charge('asked', '1-c')]
  expect(mergeLeaves('payments', leaves, keys)?.body).toMatchObject({ state: 'open' })
})
