import { Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { type AppEnv } from '../http/app-env.ts'
import { type Metrics } from '../metrics.ts'
import { problem } from '../problem/problem.ts'
import { type NotReady, type Readiness } from './readiness.ts'

const Status = v.object({ status: v.literal('ok') })

/** Makes the routes that machines ask: is it alive, should it get requests, what did it count. */
export const createHealthRoutes = (readiness: Readiness, metrics: Metrics): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get(
      '/healthz',
      describeOperation({
        summary: 'Says that the process is alive',
        tag: 'health',
        answer: Status,
      }),
      (c) => c.json({ status: 'ok' }),
    )
    .get(
      '/readyz',
      describeOperation({
        summary: 'Says whether the gateway should get requests now',
        tag: 'health',
        answer: Status,
        problems: [503],
      }),
      async (c) => {
        const reason = await readiness.reasonAgainst()
        if (reason === undefined) return c.json({ status: 'ok' })
        return problem(c, {
          code: reason,
          status: 503,
          title: 'The gateway is not ready',
          detail: details[reason],
          retryAfterSeconds: 2,
        })
      },
    )
    .get('/metrics', async (c) =>
      c.body(await metrics.register.metrics(), 200, {
        'Content-Type': metrics.register.contentType,
      }),
    )

const details: Readonly<Record<NotReady, string>> = {
  starting: 'Databases are being prepared.',
  database_unavailable: 'CouchDB does not answer. Look whether it runs at COUCHDB_URL.',
  shutting_down: 'This process is ending; another one takes over.',
}
