import { DeviceId, DeviceKeys, type TenantId } from '@totem/shared-schema'
import { Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type AppEnv } from '../http/app-env.ts'
import { sendJson } from '../http/send-json.ts'
import { type Services } from '../services.ts'
import { listRegistry } from './list-registry.ts'

type DeviceKeyServices = Pick<Services, 'couch' | 'verifyAccessToken'>

/** Makes the route by which a tablet learns the keys of its studio's devices, mounted at `/sync/device-keys`. */
export const createDeviceKeysRoutes = ({
  couch,
  verifyAccessToken,
}: DeviceKeyServices): Hono<AppEnv> =>
  new Hono<AppEnv>().get(
    '/',
    describeOperation({
      summary:
        'Gives the keys of the studio’s devices, by which a tablet checks paper with no network',
      tag: 'sync',
      answer: DeviceKeys,
      problems: [401, 403],
      needsToken: true,
    }),
    requirePrincipal(verifyAccessToken, ['operator', 'manager']),
    async (c) => sendJson(c, { devices: await keysOf(couch, c.var.principal.tenantId) }),
  )

const keysOf = async (
  couch: DeviceKeyServices['couch'],
  tenantId: TenantId,
): Promise<v.InferOutput<typeof DeviceKeys>['devices']> => {
  const devices = await listRegistry(couch, tenantId, 'device')
  return devices.map(({ key, document: { kind, letter, publicKey, revokedAt } }) => ({
    device: v.parse(DeviceId, key),
    ...{ kind, letter, publicKey, revokedAt },
  }))
}
