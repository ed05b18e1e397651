import { LateRequest, LateResponse, maxPushBytes } from '@totem/shared-schema'
import { Hono } from 'hono'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { problem, type ProblemAnswer } from '../problem/problem.ts'
import { handInLate, type LateDependencies, type LateRefusal } from './hand-in-late.ts'

/** Makes `POST /late`, where a revoked device hands in what it still holds. */
export const createLateRoutes = (deps: LateDependencies): Hono<AppEnv> =>
  new Hono<AppEnv>().post(
    '/late',
    describeOperation({
      summary: 'Takes what a revoked device still holds, for a manager to review',
      tag: 'sync',
      body: LateRequest,
      answer: LateResponse,
      problems: [400, 403, 409, 413, 415, 422],
    }),
    jsonBody(LateRequest, maxPushBytes),
    async (c) => {
      const kept = await handInLate(deps, c.req.valid('json'))
      return kept.ok ? c.json(kept.value) : problem(c, refusals[kept.error])
    },
  )

const refusals: Readonly<Record<LateRefusal, ProblemAnswer>> = {
  // The same for a device nobody knows: who cannot sign learns nothing.
  not_proven: {
    code: 'not_proven',
    status: 403,
    title: 'The batch is not signed by a device of this tenant',
  },
  not_revoked: {
    code: 'not_revoked',
    status: 409,
    title: 'This device is welcome',
    detail: 'It signs in and pushes what it holds.',
  },
  malformed: { code: 'invalid_batch', status: 422, title: 'The batch has not the expected form' },
}
