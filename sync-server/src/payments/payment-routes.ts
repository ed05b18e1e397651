import { PaymentLinkRequest, PaymentLinkResponse, type TenantId } from '@totem/shared-schema'
import { Hono } from 'hono'
import type * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { problem, type ProblemAnswer } from '../problem/problem.ts'
import { type ChargeRefusal, requestCharge } from './charges/request-charge.ts'
import { type PaymentsWorld } from './payments-world.ts'
import { type TenantDesk } from './tenant-desk.ts'

/** What the routes work with. */
export interface PaymentRoutesDeps {
  readonly world: PaymentsWorld
  readonly desks: ReadonlyMap<TenantId, TenantDesk>
  readonly verifyAccessToken: VerifyAccessToken
}

/** Makes the routes of money, to be mounted at `/payments`. */
export const createPaymentRoutes = (deps: PaymentRoutesDeps): Hono<AppEnv> => {
  const { world, desks, verifyAccessToken } = deps
  return new Hono<AppEnv>().post(
    '/link',
    describeOperation({
      summary: 'Gives a kiosk the Pix charge of a ticket; the same attempt gives the same charge',
      tag: 'payments',
      body: PaymentLinkRequest,
      answer: PaymentLinkResponse,
      problems: [400, 401, 403, 409, 413, 415, 422, 503],
      needsToken: true,
      examples: { body: exampleRequest, answer: exampleResponse },
    }),
    requirePrincipal(verifyAccessToken, ['kiosk']),
    jsonBody(PaymentLinkRequest),
    async (c) => {
      const { tenantId, device } = c.var.principal
      const desk = desks.get(tenantId)
      if (desk === undefined) return problem(c, chargeRefusals.no_provider)
      const request = c.req.valid('json')
      const link = await requestCharge(world, desk.tenant, { device, request })
      world.metrics.charges.inc({ outcome: link.ok ? 'given' : link.error })
      return link.ok ? c.json(link.value) : problem(c, chargeRefusals[link.error])
    },
  )
}

const exampleRequest: v.InferInput<typeof PaymentLinkRequest> = {
  ticketId: 't01jdbq5r8g4k7m2p9x3v6a1c5e',
  intent: 'TA00123456789ABCDEFGHJKMN',
  attempt: 1,
  amountCents: 9_000,
  description: 'A-017 Banheira de Gelo',
}

const exampleResponse: v.InferInput<typeof PaymentLinkResponse> = {
  txid: 'TA00123456789ABCDEFGHJKMND01',
  brCode:
    '00020101021226590014br.gov.bcb.pix2537pix.example/qr/v2/TA00123456789ABCDEF520' +
    '4000053039865802BR5912Studio Totem6012Porto Alegre62070503***63044D84',
  amountCents: 9_000,
  expiresAt: Date.parse('2026-11-23T13:51:00Z'),
}

const chargeRefusals: Readonly<Record<ChargeRefusal | 'no_provider', ProblemAnswer>> = {
  bank_unavailable: {
    code: 'bank_unavailable',
    status: 503,
    title: 'The bank gives no charge now',
    detail: 'Sell on: the ticket can be paid later or at the desk.',
    retryAfterSeconds: 5,
  },
  no_code: {
    code: 'pay_at_desk',
    status: 409,
    title: 'This charge waits at the terminal or the desk, not on a screen',
  },
  no_provider: {
    code: 'no_payment_provider',
    status: 503,
    title: 'No payment provider is set up for this tenant',
    detail: 'Set PIX_KEYS for it. Until then tickets are paid at the desk.',
  },
  not_owner: {
    code: 'not_owner',
    status: 403,
    title: 'This ticket belongs to another kiosk',
  },
  another_charge: {
    code: 'another_charge',
    status: 409,
    title: 'This intent and attempt already name a charge for another ticket or amount',
    detail: 'Ask with the next attempt.',
  },
}
