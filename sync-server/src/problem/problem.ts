import { type Problem, problemType } from '@totem/shared-schema'
import { type Context } from 'hono'
import { type ContentfulStatusCode } from 'hono/utils/http-status'

/** An error as a route decides it; `code` is what programs act on, `detail` says what to do. */
export interface ProblemAnswer {
  readonly code: string
  readonly status: ContentfulStatusCode
  readonly title: string
  readonly detail?: string
  readonly retryAfterSeconds?: number
}

/** Answers with `application/problem+json` (RFC 9457). */
export const problem = (c: Context, answer: ProblemAnswer): Response => {
  const { code, status, title, detail, retryAfterSeconds } = answer
  const body: Problem = {
    type: problemType(code),
    title,
    status,
    ...(detail !== undefined && { detail }),
  }
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds))
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' })
}
