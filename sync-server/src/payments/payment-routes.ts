import { PaymentLinkRequest, PaymentLinkResponse, type TenantId } from '@totem/shared-schema'
import { Hono, type Handler } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { type BodyRefusal, readBody } from '../http/read-body.ts'
import { problem, type ProblemAnswer } from '../problem/problem.ts'
import { type ChargeRefusal, requestCharge } from './charges/request-charge.ts'
import { type HookReceiver, type HookRefusal } from './hooks/receive-hook.ts'
import { isWebhookToken } from './hooks/webhook-token.ts'
import { type PaymentsWorld } from './payments-world.ts'
import { type TenantDesk } from './tenant-desk.ts'

/** What the routes work with. */
export interface PaymentRoutesDeps {
  readonly world: PaymentsWorld
  readonly desks: ReadonlyMap<TenantId, TenantDesk>
  readonly webhookSecrets: readonly string[]
  readonly verifyAccessToken: VerifyAccessToken
  /** Handles a stored call once it is answered. */
  readonly handleSoon: (receiver: HookReceiver, id: string) => void
}

/** The largest call of a bank, in bytes; one may tell of many Pix. */
const maxHookBytes = 1024 * 1024

/** Makes the routes of money, to be mounted at `/payments`. */
export const createPaymentRoutes = (deps: PaymentRoutesDeps): Hono<AppEnv> => {
  const { world, desks, verifyAccessToken } = deps
  const receiveHook = hookHandler(deps)
  const described = describeOperation({
    summary: 'Takes a call of a payment provider; what it says is checked with the provider',
    tag: 'payments',
    answer: v.object({}),
    problems: [400, 401, 404, 413, 415, 503],
  })
  return (
    new Hono<AppEnv>()
      .post(
        '/link',
        describeOperation({
          summary:
            'Gives a kiosk the Pix charge of a ticket; the same attempt gives the same charge',
          tag: 'payments',
          body: PaymentLinkRequest,
          answer: PaymentLinkResponse,
          problems: [400, 401, 403, 409, 413, 415, 422, 503],
          needsToken: true,
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
      .post('/webhook/:provider/:token', described, receiveHook)
      // Banks append `/pix` to the address that was registered.
      .post('/webhook/:provider/:token/pix', described, receiveHook)
  )
}

const hookHandler =
  ({ world, desks, webhookSecrets, handleSoon }: PaymentRoutesDeps): Handler<AppEnv> =>
  async (c) => {
    const [provider, token] = [c.req.param('provider') ?? '', c.req.param('token') ?? '']
    const refuse = (reason: keyof typeof hookRefusals): Response => {
      world.metrics.hooks.inc({ verdict: reason })
      world.record({ kind: 'payment_hook_refused', reason })
      return problem(c, hookRefusals[reason])
    }
    const desk = [...desks.values()].find(
      ({
        tenant: {
          tenantId,
          provider: { key },
        },
      }) => key === provider && isWebhookToken(token, { tenantId, provider: key }, webhookSecrets),
    )
    if (desk?.receiver === undefined) return refuse('wrong_address')
    const body = await readBody(c.req.raw, maxHookBytes)
    if (!body.ok) return refuse(body.error)
    const { headers } = c.req.raw
    const hook = { headers, rawBody: body.value, receivedAtMs: world.nowMs() }
    const accepted = await desk.receiver.accept(hook)
    if (!accepted.ok) return refuse(accepted.error)
    world.metrics.hooks.inc({ verdict: accepted.value === undefined ? 'nothing_new' : 'accepted' })
    if (accepted.value !== undefined) handleSoon(desk.receiver, accepted.value)
    return c.json({})
  }

const chargeRefusals: Readonly<Record<ChargeRefusal | 'no_provider', ProblemAnswer>> = {
  bank_unavailable: {
    code: 'bank_unavailable',
    status: 503,
    title: 'The bank gives no charge now',
    detail: 'Sell on: the ticket can be paid later or at the desk.',
    retryAfterSeconds: 5,
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

const hookRefusals: Readonly<Record<HookRefusal | BodyRefusal | 'wrong_address', ProblemAnswer>> = {
  // What anybody gets at an address nobody serves.
  wrong_address: { code: 'not_found', status: 404, title: 'There is nothing at this address' },
  unsigned: { code: 'unsigned', status: 401, title: 'The call must be signed' },
  stale: { code: 'stale_signature', status: 401, title: 'The signature is too old' },
  forged: { code: 'bad_signature', status: 401, title: 'The signature is not valid' },
  malformed: { code: 'malformed_hook', status: 400, title: 'The body is no call of this provider' },
  too_large: { code: 'body_too_large', status: 413, title: 'The body is too large' },
  unknown_encoding: {
    code: 'unknown_content_encoding',
    status: 415,
    title: 'The body must be plain or gzip, deflate, br or zstd',
  },
  damaged: { code: 'damaged_body', status: 400, title: 'The body could not be decompressed' },
}
