import { err, ok, OperatorId, type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { otherTenant, startTestGateway, type TestGateway, testTenant } from '../../_test-gateway.ts'
import { type VerifyAccessToken } from '../../auth/verify-access-token.ts'
import { type BusinessEvent } from '../../events.ts'
import { kiosk } from '../_stage.ts'
import { anOrder } from '../_provider-acceptance.ts'
import { createCashBook } from './cash-book.ts'
import { createCashProvider } from './cash-provider.ts'
import { createCashRoutes } from './cash-routes.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startTestGateway()
})
afterAll(() => gateway[Symbol.asyncDispose]())

const operator = v.parse(OperatorId, 'ana')

/** Believes tokens that say `tenant/role`. */
const verifyAccessToken: VerifyAccessToken = (token) => {
  const [tenant, role] = token.split('/')
  const tenantId: TenantId = tenant === 'demo' ? testTenant : otherTenant
  if (role !== 'operator' && role !== 'kiosk') return Promise.resolve(err('invalid'))
  return Promise.resolve(
    ok({ tenantId, device: kiosk, kind: 'tablet', role, operator, expiresAt: Date.now() + 1_000 }),
  )
}

describe('cash at the desk', () => {
  const setUp = async (): Promise<{
    readonly txid: string
    readonly events: BusinessEvent[]
    readonly pay: (body: unknown, token?: string, path?: string) => Promise<number>
  }> => {
    const book = createCashBook(gateway.services.couch, testTenant)
    const events: BusinessEvent[] = []
    const routes = createCashRoutes({
      cashBooks: new Map([[testTenant, book]]),
      verifyAccessToken,
      record: (event) => void events.push(event),
      nowMs: Date.now,
    })
    const { txid, ...order } = anOrder()
    const made = await createCashProvider(book, Date.now).createCharge(
      { txid, ...order },
      AbortSignal.timeout(5_000),
    )
    expect(made).toMatchObject({ ok: true })
    return {
      txid,
      events,
      pay: async (body, token = 'demo/operator', path = txid) => {
        const answer = await routes.request(`/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify(body),
        })
        return answer.status
      },
    }
  }

  test('is written down by an operator, once', async () => {
    const { pay, txid, events } = await setUp()
    expect(await pay({ amountCents: 9_000 })).toBe(200)
    expect(await pay({ amountCents: 9_000 })).toBe(200)
    expect(await pay({ amountCents: 8_000 })).toBe(409)
    expect(events[0]).toEqual({ kind: 'cash_received', tenantId: testTenant, operator, txid })
  })

  test.for([
    ['by a kiosk', { amountCents: 9_000 }, 'demo/kiosk', undefined, 403],
    ['by a stranger', { amountCents: 9_000 }, 'demo/nobody', undefined, 401],
    ['by another tenant', { amountCents: 9_000 }, 'norte/operator', undefined, 404],
    ['of nothing', { amountCents: 0 }, undefined, undefined, 422],
    ['of half a cent', { amountCents: 0.5 }, undefined, undefined, 422],
    ['for an unknown charge', { amountCents: 9_000 }, undefined, 'X'.repeat(28), 404],
    ['for no charge', { amountCents: 9_000 }, undefined, 'x', 404],
  ] as const)('%s is refused', async ([, body, token, path, status]) => {
    const { pay, events } = await setUp()
    expect(await pay(body, token, path)).toBe(status)
    expect(events).toEqual([])
  })
})
