import * as v from 'valibot'
import {
  Cents,
  OfflineTerms,
  PoolRequest,
  poolSeconds,
  signOfflineTerms,
  type DeviceId,
  type OfflineRules,
  type PoolCharge,
  type PoolResponse,
} from '@totem/shared-schema'
import { settlementKeys } from './ledger/_a-ledger.ts'

/** What the fake gateway's bank did for kiosks. */
export interface FakePool {
  /** What the manager allows. */
  rules: OfflineRules
  /** Whether anybody takes Pix here at all. */
  isOpen: boolean
  /** Whether the bank makes charges now. */
  isBankUp: boolean
  readonly made: Map<string, PoolCharge>
  readonly cancelled: Set<string>
  readonly bound: Map<string, string>
  readonly requests: PoolRequest[]
  readonly answer: (body: unknown, device: DeviceId, nowMs: number) => PoolResponse
}

const cents = (amount: number): Cents => v.parse(Cents, amount)

/** What managers allow in tests. */
export const someRules: OfflineRules = {
  envelope: { perTicketCents: cents(20_000), count: 3, sumCents: cents(30_000), minutes: 240 },
  poolPerService: 4,
  staticPix: null,
}

/** Starts without a charge. */
export const fakePool = (): FakePool => {
  const pool: FakePool = {
    rules: someRules,
    isOpen: false,
    isBankUp: true,
    made: new Map(),
    cancelled: new Set(),
    bound: new Map(),
    requests: [],
    answer: (body, device, nowMs) => {
      const request = v.parse(PoolRequest, body)
      pool.requests.push(request)
      for (const { txid } of request.shown) pool.bound.set(txid, device)
      for (const txid of request.retired) pool.cancelled.add(txid)
      const charges = pool.isBankUp
        ? request.asked.map((order) => {
            const charge = pool.made.get(order.txid) ?? {
              ...order,
              brCode: `code of ${order.txid}`,
              expiresAt: nowMs + poolSeconds * 1_000,
            }
            pool.made.set(order.txid, charge)
            return charge
          })
        : []
      const terms = v.parse(OfflineTerms, {
        ...pool.rules,
        tenantId: 'demo',
        device,
        issuedAt: nowMs,
      })
      return {
        charges,
        gone: request.retired,
        bound: request.shown.map(({ txid }) => txid),
        terms: signOfflineTerms(terms, settlementKeys),
      }
    },
  }
  return pool
}
