import { Hono, type Context } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { type Principal } from '../auth/principal.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type AppEnv } from '../http/app-env.ts'
import { sendJson } from '../http/send-json.ts'
import { problem, type ProblemAnswer } from '../problem/problem.ts'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { type PushDependencies } from './push-dependencies.ts'
import { EntryId, entryStates, QuarantineEntry } from './quarantine-entry.ts'
import { type EntryRefusal, releaseEntry } from './release-entry.ts'

/** What the manager's routes to the quarantine work with. */
export interface QuarantineRoutesDeps {
  readonly push: PushDependencies
  readonly verifyAccessToken: VerifyAccessToken
  readonly keysOf: (tenantId: Principal['tenantId']) => TenantKeys
}

const { _id, ...entryMembers } = QuarantineEntry.entries

/** Parses an entry as a manager sees it. */
export const ShownEntry = v.object({ id: EntryId, ...entryMembers })

/** Parses a page of the quarantine; `next` leads to the following one. */
export const EntryList = v.object({ entries: v.array(ShownEntry), next: v.nullable(v.string()) })

const ListQuery = v.object({
  state: v.optional(v.picklist(entryStates), 'waiting'),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)),
    '50',
  ),
  next: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
})

/** Makes the manager's routes to what was refused, to be mounted at `/quarantine`. */
export const createQuarantineRoutes = (deps: QuarantineRoutesDeps): Hono<AppEnv> => {
  const { push, keysOf } = deps
  const { quarantine } = push
  const managers = requirePrincipal(deps.verifyAccessToken, ['manager'])
  const routes = new Hono<AppEnv>()

  routes.get(
    '/',
    describeOperation({
      summary: 'Lists what was refused, newest first',
      tag: 'quarantine',
      answer: EntryList,
      problems: [401, 403, 422],
      needsToken: true,
    }),
    managers,
    async (c) => {
      const query = v.safeParse(ListQuery, c.req.query())
      if (!query.success) return problem(c, badQuery)
      const { state, limit, next } = query.output
      const { entries, bookmark } = await quarantine.list({
        tenantId: c.var.principal.tenantId,
        state,
        limit,
        ...(next === undefined ? {} : { bookmark: next }),
      })
      return sendJson(c, { entries: entries.map(show), next: bookmark ?? null })
    },
  )

  routes.post(
    '/:id/release',
    describeAct('Lets a refused event into the ledger after all', [404, 409, 422]),
    managers,
    async (c) => {
      const { tenantId, operator = null } = c.var.principal
      const entry = await entryOf(c, tenantId)
      if (entry === undefined) return problem(c, notFound)
      const released = await releaseEntry(push, entry, keysOf(tenantId))
      if (!released.ok) return problem(c, refusals[released.error])
      return answer(
        c,
        await quarantine.decide({ tenantId, id: entry._id, state: 'released', operator }),
      )
    },
  )

  for (const [act, state, summary] of decisions)
    routes.post(`/:id/${act}`, describeAct(summary, [404, 409]), managers, async (c) => {
      const { tenantId, operator = null } = c.var.principal
      const entry = await entryOf(c, tenantId)
      if (entry === undefined) return problem(c, notFound)
      const decided = await quarantine.decide({ tenantId, id: entry._id, state, operator })
      return decided?.state === state ? answer(c, decided) : problem(c, inLedger)
    })
  return routes

  async function entryOf(
    c: Context,
    tenantId: Principal['tenantId'],
  ): Promise<QuarantineEntry | undefined> {
    const id = v.safeParse(EntryId, c.req.param('id'))
    return id.success ? quarantine.get(tenantId, id.output) : undefined
  }
}

const decisions = [
  ['discard', 'discarded', 'Hides something refused; it is never deleted'],
  ['handle', 'handled', 'Marks something refused as dealt with elsewhere'],
] as const

const describeAct = (
  summary: string,
  problems: readonly number[],
): ReturnType<typeof describeOperation> =>
  describeOperation({
    summary,
    tag: 'quarantine',
    answer: ShownEntry,
    problems: [401, 403, ...problems],
    needsToken: true,
  })

const show = ({ _id: id, ...entry }: QuarantineEntry): v.InferOutput<typeof ShownEntry> => ({
  id,
  ...entry,
})

const answer = (c: Context, entry: QuarantineEntry | undefined): Response =>
  entry === undefined ? problem(c, notFound) : c.json(show(entry))

const badQuery: ProblemAnswer = {
  code: 'invalid_query',
  status: 422,
  title: 'The query does not have the expected form',
  detail: `state is one of ${entryStates.join(', ')}, limit a number from 1 to 200.`,
}
const notFound: ProblemAnswer = {
  code: 'unknown_entry',
  status: 404,
  title: 'There is no such entry in quarantine',
}
const inLedger: ProblemAnswer = {
  code: 'already_released',
  status: 409,
  title: 'It lies in the ledger already',
  detail: 'What was released stays. Undo it on the ticket instead.',
}
const refusals: Readonly<Record<EntryRefusal, ProblemAnswer>> = {
  unknown_type: {
    code: 'unknown_type',
    status: 422,
    title: 'This version does not understand the event',
    detail: 'It is judged again by itself after the next upgrade.',
  },
  malformed: { code: 'malformed', status: 422, title: 'The event cannot be read' },
  gateway_only: {
    code: 'gateway_only',
    status: 422,
    title: 'Only the gateway may say this; nobody can release it',
  },
  wrong_id: { code: 'wrong_id', status: 422, title: 'The event was changed after it was signed' },
  not_releasable: {
    code: 'not_releasable',
    status: 422,
    title: 'A whole document cannot be released',
    detail: 'Discard it, or mark it as handled once it was dealt with.',
  },
  erased: { code: 'erased', status: 409, title: 'The ticket was erased' },
}
