import { upgradeWebSocket } from '@hono/node-server'
import {
  CollectionName,
  maxBatch,
  maxPushBytes,
  PushRequest,
  type PushResponse,
  type PushResult,
} from '@totem/shared-schema'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { WebSocket } from 'ws'
import { type Principal } from '../auth/principal.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { sendJson } from '../http/send-json.ts'
import { type Metrics } from '../metrics.ts'
import { problem } from '../problem/problem.ts'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { openLiveSession, type LiveDependencies, type LiveSession } from './live-session.ts'
import { pull, type PullDependencies } from './pull.ts'
import { type PushDependencies } from './push-dependencies.ts'
import { customerRules, pushDocuments, shiftRules } from './push-documents.ts'
import { pushTickets } from './push-tickets.ts'
import { ContendedError } from './write-merged.ts'

/** What the routes of replication work with. */
export interface ReplicationRoutesDeps {
  readonly push: PushDependencies
  readonly pull: PullDependencies
  readonly live: LiveDependencies
  readonly verifyAccessToken: VerifyAccessToken
  readonly keysOf: (tenantId: Principal['tenantId']) => TenantKeys
  readonly metrics: Metrics
}

/** Makes `/sync/{collection}/push`, `/sync/{collection}/pull` and `/sync/live`. */
export const createReplicationRoutes = (deps: ReplicationRoutesDeps): Hono<AppEnv> => {
  const { verifyAccessToken, metrics } = deps
  const routes = new Hono<AppEnv>()
  const writers = requirePrincipal(verifyAccessToken, ['kiosk', 'operator', 'manager'])
  const readers = requirePrincipal(verifyAccessToken, ['kiosk', 'operator', 'manager', 'panel'])

  routes.post('/:collection/push', writers, jsonBody(PushRequest, maxPushBytes), async (c) => {
    const collection = v.safeParse(CollectionName, c.req.param('collection'))
    if (!collection.success) return unknownCollection(c)
    if (collection.output === 'catalog') return readOnly(c)
    const { rows } = c.req.valid('json')
    try {
      const results = await pushTo(deps, c.var.principal, { collection: collection.output, rows })
      for (const { status } of results)
        metrics.pushedRows.inc({ collection: collection.output, outcome: status })
      return await sendJson(c, { results: [...results] } satisfies PushResponse)
    } catch (error) {
      if (error instanceof ContendedError) return contended(c)
      throw error
    }
  })

  routes.get('/:collection/pull', readers, async (c) => {
    const collection = v.safeParse(CollectionName, c.req.param('collection'))
    if (!collection.success) return unknownCollection(c)
    const query = v.safeParse(PullQuery, c.req.query())
    if (!query.success) return badQuery(c)
    const page = await pull(deps.pull, c.var.principal, {
      collection: collection.output,
      checkpoint: query.output.checkpoint,
      limit: query.output.limit,
    })
    metrics.pulledDocuments.inc({ collection: collection.output }, page.documents.length)
    return sendJson(c, page)
  })

  routes.get(
    '/live',
    upgradeWebSocket(() => {
      let session: LiveSession | undefined
      return {
        onOpen: (_event, socket) => {
          session = openLiveSession(deps.live, {
            send: (text) => socket.send(text),
            close: () => socket.close(),
            bufferedBytes: () => (socket.raw instanceof WebSocket ? socket.raw.bufferedAmount : 0),
          })
        },
        onMessage: ({ data }) => {
          if (typeof data === 'string') session?.hear(data)
        },
        onClose: () => session?.closed(),
      }
    }),
  )
  return routes
}

const PullQuery = v.object({
  checkpoint: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(maxBatch),
    ),
    '100',
  ),
})

const pushTo = (
  deps: ReplicationRoutesDeps,
  from: Principal,
  {
    collection,
    rows,
  }: { readonly collection: Exclude<CollectionName, 'catalog'>; readonly rows: readonly unknown[] },
): Promise<readonly PushResult[]> => {
  switch (collection) {
    case 'tickets':
      return pushTickets(deps.push, from, rows)
    case 'customers':
      return pushDocuments(deps.push, {
        from,
        rows,
        rules: customerRules(deps.keysOf(from.tenantId), deps.pull.clock()),
      })
    case 'shifts':
      return pushDocuments(deps.push, { from, rows, rules: shiftRules })
  }
}

const unknownCollection = (c: Context): Response =>
  problem(c, {
    code: 'unknown_collection',
    status: 404,
    title: 'There is no such collection',
    detail: 'Devices replicate catalog, tickets, customers and shifts.',
  })

const readOnly = (c: Context): Response =>
  problem(c, { code: 'read_only', status: 403, title: 'Devices only read the catalogue' })

const badQuery = (c: Context): Response =>
  problem(c, {
    code: 'invalid_query',
    status: 422,
    title: 'The query does not have the expected form',
    detail: `limit is a number from 1 to ${maxBatch}, checkpoint a token of ours.`,
  })

const contended = (c: Context): Response =>
  problem(c, {
    code: 'contended',
    status: 503,
    title: 'Too many wrote the same documents at once',
    detail: 'Nothing was lost. Try again in a moment.',
    retryAfterSeconds: 1,
  })
