import { createHash } from 'node:crypto'
import { type TenantId } from '@totem/shared-schema'
import { Hono, type Handler } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../../api-docs/describe-operation.ts'
import { type AppEnv } from '../../http/app-env.ts'
import { type BodyRefusal, readBody } from '../../http/read-body.ts'
import { problem, type ProblemAnswer } from '../../problem/problem.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type TenantDesk, withEarlier } from '../tenant-desk.ts'
import { callerOf } from './caller-of.ts'
import { type HookReceiver, type HookRefusal } from './receive-hook.ts'
import { type CallerRefusal, refusalOf, type WebhookGate } from './webhook-gate.ts'
import { isWebhookToken } from './webhook-token.ts'

/** What the routes of webhooks work with. */
export interface HookRoutesDeps {
  readonly world: PaymentsWorld
  readonly desks: ReadonlyMap<TenantId, TenantDesk>
  /** Whose calls are let in, beyond the token. */
  readonly gate: WebhookGate
  readonly webhookSecrets: readonly string[]
  /** Handles a stored call once it is answered. */
  readonly handleSoon: (receiver: HookReceiver, id: string) => void
}

/** The largest call of a bank, in bytes; one may tell of many Pix. */
const maxHookBytes = 1024 * 1024

/** Makes the routes that banks call, to be mounted at `/payments`. */
export const createHookRoutes = (deps: HookRoutesDeps): Hono<AppEnv> => {
  const receiveHook = hookHandler(deps)
  const described = describeOperation({
    summary: 'Takes a call of a payment provider; what it says is checked with the provider',
    tag: 'payments',
    body: v.object({ pix: v.optional(v.array(v.unknown())) }),
    answer: v.object({}),
    problems: [400, 401, 403, 404, 409, 413, 415, 503],
    examples: { body: exampleCall, answer: {} },
  })
  return (
    new Hono<AppEnv>()
      .post('/webhook/:provider/:token', described, receiveHook)
      // Banks append `/pix` to the address that was registered.
      .post('/webhook/:provider/:token/pix', described, receiveHook)
  )
}

/** As a bank writes it (API Pix 2.9, `PixCallback`): read for the txids alone. */
const exampleCall = {
  pix: [
    {
      endToEndId: 'E99999999202611231336AbCdEfGhIjk',
      txid: 'TA00123456789ABCDEFGHJKMND01',
      valor: '90.00',
      chave: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
      horario: '2026-11-23T13:36:00.000Z',
    },
  ],
}

type Refusal = HookRefusal | BodyRefusal | CallerRefusal | 'wrong_address'

const hookHandler =
  ({ world, desks, gate, webhookSecrets, handleSoon }: HookRoutesDeps): Handler<AppEnv> =>
  async (c) => {
    const [provider, token] = [c.req.param('provider') ?? '', c.req.param('token') ?? '']
    const desk = [...desks.values()]
      .flatMap(withEarlier)
      .find(
        ({ tenant: { tenantId, provider: known } }) =>
          known.key === provider &&
          isWebhookToken(token, { tenantId, provider: known.key }, webhookSecrets),
      )
    const refuse = (reason: Refusal, body?: Uint8Array): Response => {
      const tenantId = desk?.tenant.tenantId ?? null
      const digest = body === undefined ? null : digestOf(body)
      world.metrics.hooks.inc({ verdict: reason })
      world.record({ kind: 'payment_hook_refused', reason, tenantId, digest })
      return problem(c, hookRefusals[reason])
    }
    if (desk?.receiver === undefined) return refuse('wrong_address')
    // A test calls the app without a socket, and then there are no bindings at all.
    const bindings = c.env as AppEnv['Bindings'] | undefined
    const stranger = refusalOf(gate, callerOf(bindings?.incoming, c.req.raw.headers, gate))
    if (stranger !== undefined) return refuse(stranger)
    const body = await readBody(c.req.raw, maxHookBytes)
    if (!body.ok) return refuse(body.error)
    const { headers } = c.req.raw
    const hook = { headers, rawBody: body.value, receivedAtMs: world.nowMs() }
    const accepted = await desk.receiver.accept(hook)
    if (!accepted.ok) return refuse(accepted.error, body.value)
    world.metrics.hooks.inc({ verdict: accepted.value === undefined ? 'nothing_new' : 'accepted' })
    if (accepted.value !== undefined) handleSoon(desk.receiver, accepted.value)
    return c.json({})
  }

/** Enough to find the same call again in another log; it tells nothing of what was in it. */
const digestOf = (body: Uint8Array): string =>
  createHash('sha256').update(body).digest('hex').slice(0, 16)

const hookRefusals: Readonly<Record<Refusal, ProblemAnswer>> = {
  // What anybody gets at an address nobody serves.
  wrong_address: { code: 'not_found', status: 404, title: 'There is nothing at this address' },
  no_certificate: {
    code: 'no_certificate',
    status: 401,
    title: 'The call must come with a client certificate',
  },
  wrong_certificate: {
    code: 'wrong_certificate',
    status: 403,
    title: 'This client certificate is not let in here',
  },
  unsigned: { code: 'unsigned', status: 401, title: 'The call must be signed' },
  stale: { code: 'stale_signature', status: 401, title: 'The signature is too old' },
  forged: { code: 'bad_signature', status: 401, title: 'The signature is not valid' },
  replayed: { code: 'replayed', status: 409, title: 'This very call was taken before' },
  malformed: { code: 'malformed_hook', status: 400, title: 'The body is no call of this provider' },
  too_large: { code: 'body_too_large', status: 413, title: 'The body is too large' },
  unknown_encoding: {
    code: 'unknown_content_encoding',
    status: 415,
    title: 'The body must be plain or gzip, deflate, br or zstd',
  },
  damaged: { code: 'damaged_body', status: 400, title: 'The body could not be decompressed' },
}
