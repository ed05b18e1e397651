import {
  AcceptRequest,
  CloseRequest,
  LinkRequest,
  MovementRef,
  RefundRequest,
  type Result,
  ReviewAnswer,
  ReviewResponse,
  type OperatorId,
  type TenantId,
  TicketId,
} from '@totem/shared-schema'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../../api-docs/describe-operation.ts'
import { type Principal } from '../../auth/principal.ts'
import { requirePrincipal } from '../../auth/require-principal.ts'
import { type VerifyAccessToken } from '../../auth/verify-access-token.ts'
import { type AppEnv } from '../../http/app-env.ts'
import { jsonBody } from '../../http/json-body.ts'
import { sendJson } from '../../http/send-json.ts'
import { problem, type ProblemAnswer } from '../../problem/problem.ts'
import { refToSettlementId } from '../documents/settlement.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type TenantDesk } from '../tenant-desk.ts'
import { createReviewActs, type ReviewActs, type ReviewRefusal } from './review-acts.ts'
import { reviewExamples } from './review-examples.ts'
import { reviewClosed, reviewInbox, reviewItem } from './review-inbox.ts'

/** What the manager's routes to money work with. */
export interface ReviewRoutesDeps {
  readonly world: PaymentsWorld
  readonly desks: ReadonlyMap<TenantId, TenantDesk>
  readonly verifyAccessToken: VerifyAccessToken
}

/** Makes the manager's routes to money that waits for a person, to be mounted at `/payments`. */
export const createReviewRoutes = ({
  world,
  desks,
  verifyAccessToken,
}: ReviewRoutesDeps): Hono<AppEnv> => {
  const managers = requirePrincipal(verifyAccessToken, ['manager'])
  const acts = new Map<TenantId, ReviewActs>(
    [...desks].map(([tenantId, desk]) => [tenantId, createReviewActs(world, desk)]),
  )

  const answer = async (
    c: Context<AppEnv>,
    desk: TenantDesk,
    done: { readonly result: Result<void, ReviewRefusal>; readonly about: About },
  ): Promise<Response> => {
    if (!done.result.ok) return problem(c, refusals[done.result.error])
    const item = await reviewItem(world, desk.tenant, done.about)
    return c.json({ item: item ?? null } satisfies ReviewAnswer)
  }
  /** Who may act where; `undefined` when this tenant has no provider or nobody is logged in. */
  const placeOf = ({ tenantId, operator }: Principal): Place | undefined => {
    const [desk, act] = [desks.get(tenantId), acts.get(tenantId)]
    return desk === undefined || act === undefined || operator === undefined
      ? undefined
      : { desk, acts: act, operator }
  }

  /** Acts on the movement of money that the address names. */
  const onMoney = async (c: Context<AppEnv>, act: MoneyAct): Promise<Response> => {
    const place = placeOf(c.var.principal)
    const settlement = settlementOf(c.req.param('id') ?? '')
    if (place === undefined || settlement === undefined) return problem(c, refusals.unknown_money)
    const result = await act(place, settlement)
    return answer(c, place.desk, { result, about: { settlement } })
  }

  return new Hono<AppEnv>()
    .get(
      '/review',
      describeOperation({
        summary: 'Lists money that waits for a manager: why, and what might be done',
        tag: 'payments',
        answer: ReviewResponse,
        problems: [401, 403],
        needsToken: true,
        examples: { answer: reviewExamples.inbox },
      }),
      managers,
      async (c) => {
        const place = placeOf(c.var.principal)
        const nothing: ReviewResponse = { items: [], isWhole: true }
        return sendJson(
          c,
          place === undefined ? nothing : await reviewInbox(world, place.desk.tenant),
        )
      },
    )
    .get(
      '/review/closed',
      describeOperation({
        summary: 'Lists money without a ticket that a manager stopped asking about',
        tag: 'payments',
        answer: ReviewResponse,
        problems: [401, 403],
        needsToken: true,
        examples: { answer: reviewExamples.closed },
      }),
      managers,
      async (c) => {
        const place = placeOf(c.var.principal)
        const nothing: ReviewResponse = { items: [], isWhole: true }
        return sendJson(
          c,
          place === undefined ? nothing : await reviewClosed(world, place.desk.tenant),
        )
      },
    )
    .post(
      '/review/:id/accept',
      describeAct('Takes exactly the money that was seen as the payment of a ticket', {
        body: AcceptRequest,
        example: reviewExamples.accept,
      }),
      managers,
      jsonBody(AcceptRequest),
      async (c) => {
        const place = placeOf(c.var.principal)
        const ticketId = v.safeParse(TicketId, c.req.param('id'))
        if (place === undefined || !ticketId.success) return problem(c, refusals.unknown_ticket)
        const { operator, desk } = place
        const request = { ...c.req.valid('json'), operator }
        const result = await place.acts.accept(ticketId.output, request)
        return answer(c, desk, { result, about: { ticketId: ticketId.output } })
      },
    )
    .post(
      '/review/:id/refund',
      describeAct('Gives a movement of money back, whole or in part', {
        body: RefundRequest,
        example: reviewExamples.refund,
      }),
      managers,
      jsonBody(RefundRequest),
      async (c) =>
        onMoney(c, ({ acts: { refund }, operator }, settlement) =>
          refund(settlement, { ...c.req.valid('json'), operator }),
        ),
    )
    .post(
      '/review/:id/link',
      describeAct('Puts money without a ticket on one', {
        body: LinkRequest,
        example: reviewExamples.link,
      }),
      managers,
      jsonBody(LinkRequest),
      async (c) =>
        onMoney(c, ({ acts: { link }, operator }, settlement) =>
          link(settlement, { ...c.req.valid('json'), operator }),
        ),
    )
    .post(
      '/review/:id/close',
      describeAct('Stops asking about money without a ticket, with a reason', {
        body: CloseRequest,
        example: reviewExamples.close,
      }),
      managers,
      jsonBody(CloseRequest),
      async (c) =>
        onMoney(c, ({ acts: { close }, operator }, settlement) =>
          close(settlement, { ...c.req.valid('json'), operator }),
        ),
    )
}

type About = Parameters<typeof reviewItem>[2]

interface Place {
  readonly desk: TenantDesk
  readonly acts: ReviewActs
  readonly operator: OperatorId
}

type MoneyAct = (place: Place, settlement: string) => Promise<Result<void, ReviewRefusal>>

const settlementOf = (ref: string): string | undefined =>
  v.is(MovementRef, ref) ? refToSettlementId(ref) : undefined

const describeAct = (
  summary: string,
  { body, example }: { readonly body: v.GenericSchema; readonly example: unknown },
): MiddlewareHandler =>
  describeOperation({
    summary,
    tag: 'payments',
    body,
    answer: ReviewAnswer,
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    needsToken: true,
    examples: { body: example, answer: reviewExamples.answer },
  })

const refusals: Readonly<Record<ReviewRefusal, ProblemAnswer>> = {
  unknown_ticket: { code: 'unknown_ticket', status: 404, title: 'There is no such ticket' },
  unknown_money: {
    code: 'unknown_money',
    status: 404,
    title: 'There is no such movement of money',
  },
  not_in_review: {
    code: 'not_in_review',
    status: 409,
    title: 'Nothing about this ticket waits to be accepted',
    detail: 'Money on a cancelled ticket is given back, or the ticket is brought back first.',
  },
  has_a_ticket: {
    code: 'has_a_ticket',
    status: 409,
    title: 'This money lies on a ticket already',
    detail: 'Give it back there instead.',
  },
  changed_meanwhile: {
    code: 'changed_meanwhile',
    status: 409,
    title: 'Money moved since you looked',
    detail: 'Look again and decide anew.',
  },
  not_ours: {
    code: 'not_ours',
    status: 409,
    title: 'This money went to another account',
    detail: 'Only the bank can help with it.',
  },
  other_provider: {
    code: 'other_provider',
    status: 409,
    title: 'Another provider took this money and has to give it back',
  },
  too_old: {
    code: 'too_old',
    status: 409,
    title: 'The bank gives back what came in the last 90 days',
    detail: 'Return it by hand or by a transfer of your own.',
  },
  too_much: { code: 'too_much', status: 409, title: 'More than what is left of this money' },
}
