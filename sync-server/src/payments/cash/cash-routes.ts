import { Cents, type TenantId } from '@totem/shared-schema'
import { Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../../api-docs/describe-operation.ts'
import { requirePrincipal } from '../../auth/require-principal.ts'
import { type VerifyAccessToken } from '../../auth/verify-access-token.ts'
import { type RecordEvent } from '../../events.ts'
import { type AppEnv } from '../../http/app-env.ts'
import { jsonBody } from '../../http/json-body.ts'
import { problem, type ProblemAnswer } from '../../problem/problem.ts'
import { type CashBook } from './cash-book.ts'
import { type CashRefusal, receiveCash } from './receive-cash.ts'

/** What the routes of cash work with. */
export interface CashRoutesDeps {
  readonly cashBooks: ReadonlyMap<TenantId, CashBook>
  readonly verifyAccessToken: VerifyAccessToken
  readonly record: RecordEvent
  readonly nowMs: () => number
}

const Receipt = v.object({
  amountCents: v.pipe(
    Cents,
    v.check((cents) => cents > 0, 'must be more than nothing'),
  ),
})

/** Makes the routes of cash, to be mounted at `/payments/cash`; the sweep then finds what came in. */
export const createCashRoutes = (deps: CashRoutesDeps): Hono<AppEnv> =>
  new Hono<AppEnv>().post(
    '/:txid',
    describeOperation({
      summary: 'Writes down that a charge was paid in cash; the same again changes nothing',
      tag: 'payments',
      body: Receipt,
      answer: v.object({}),
      problems: [400, 401, 403, 404, 409, 413, 415, 422],
      needsToken: true,
    }),
    requirePrincipal(deps.verifyAccessToken, ['operator', 'manager']),
    jsonBody(Receipt),
    async (c) => {
      const { tenantId, operator } = c.var.principal
      const book = deps.cashBooks.get(tenantId)
      const txid = c.req.param('txid')
      if (book === undefined || !/^[A-Za-z0-9]{26,35}$/.test(txid))
        return problem(c, refusals.unknown_charge)
      const { amountCents } = c.req.valid('json')
      const received = await receiveCash(book, { txid, amountCents }, deps.nowMs())
      if (!received.ok) return problem(c, refusals[received.error])
      deps.record({ kind: 'cash_received', tenantId, operator: operator ?? null, txid })
      return c.json({})
    },
  )

const refusals: Readonly<Record<CashRefusal, ProblemAnswer>> = {
  unknown_charge: { code: 'unknown_charge', status: 404, title: 'There is no such cash charge' },
  withdrawn: {
    code: 'charge_withdrawn',
    status: 409,
    title: 'This charge was withdrawn: no money is to be taken for it',
  },
  another_amount: {
    code: 'another_amount',
    status: 409,
    title: 'Another amount was written down for this charge already',
  },
}
