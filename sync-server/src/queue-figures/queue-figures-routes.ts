import { QueueFigures } from '@totem/shared-schema'
import { Hono } from 'hono'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type AppEnv } from '../http/app-env.ts'
import { sendJson } from '../http/send-json.ts'
import { createReadQueueFigures, type QueueFiguresDeps } from './queue-figures.ts'

/** Makes the route by which every device of a studio learns how long its queues are, mounted at `/sync/queue-figures`. */
export const createQueueFiguresRoutes = (
  deps: QueueFiguresDeps & { readonly verifyAccessToken: VerifyAccessToken },
): Hono<AppEnv> => {
  const read = createReadQueueFigures(deps)
  return new Hono<AppEnv>().get(
    '/',
    describeOperation({
      summary:
        'Gives how many wait for each service and how many devices serve, and nobody’s number or name',
      tag: 'sync',
      answer: QueueFigures,
      problems: [401, 403],
      needsToken: true,
    }),
    requirePrincipal(deps.verifyAccessToken, ['kiosk', 'operator', 'manager', 'panel']),
    async (c) => sendJson(c, await read(c.var.principal.tenantId)),
  )
}
