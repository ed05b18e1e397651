import {
  DeviceId,
  DeviceName,
  ManagedDevice,
  ManagedDevices,
  NewPairing,
  ok,
  PairingOffer,
  type TenantId,
} from '@totem/shared-schema'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { sendJson } from '../http/send-json.ts'
import { problem } from '../problem/problem.ts'
import { listRegistry } from '../registry/list-registry.ts'
import { codeLifeMs } from '../registry/pairing.ts'
import { type RegistryDocument } from '../registry/registry-documents.ts'
import { type Services } from '../services.ts'

const tag = 'manager'

/** Makes the manager's routes to the devices of a tenant. */
export const createManagerDeviceRoutes = (services: Services): Hono<AppEnv> => {
  const { pairing, registry, store, record, nowMs, config } = services
  const managers = requirePrincipal(services.verifyAccessToken, ['manager'])
  const routes = new Hono<AppEnv>()

  routes.get(
    '/devices',
    describeOperation({
      summary: 'Lists the devices of the studio, with what each said of itself last',
      tag,
      answer: ManagedDevices,
      problems: [401, 403],
      needsToken: true,
    }),
    managers,
    async (c) =>
      sendJson(c, {
        devices: await listDevices(services, c.var.principal.tenantId),
        now: nowMs(),
      }),
  )

  routes.post(
    '/pairings',
    describeOperation({
      summary: 'Makes a pairing code, good once and for a day',
      tag,
      body: NewPairing,
      answer: PairingOffer,
      problems: [400, 401, 403, 413, 415, 422],
      needsToken: true,
    }),
    managers,
    jsonBody(NewPairing),
    async (c) => {
      const { tenantId, operator: by = null } = c.var.principal
      const { kind } = c.req.valid('json')
      const code = await pairing.create(tenantId, kind)
      record({ kind: 'pairing_offered', tenantId, device: kind, by })
      return c.json({
        kind,
        code,
        url: `${config.publicUrl}/${kind}/?pair=${code}`,
        expiresAt: nowMs() + codeLifeMs,
      } satisfies PairingOffer)
    },
  )

  routes.post(
    '/devices/:id/revoke',
    describeOperation({
      summary: 'Shuts a device out; what it still holds comes in for review',
      tag,
      answer: ManagedDevice,
      problems: [401, 403, 404],
      needsToken: true,
    }),
    managers,
    async (c) => {
      const { tenantId, operator: by = null } = c.var.principal
      const id = v.safeParse(DeviceId, c.req.param('id'))
      const known = id.success && (await store.read({ tenantId, kind: 'device', key: id.output }))
      if (!id.success || known === false || known === undefined) return unknownDevice(c)
      await registry.revoke(tenantId, id.output)
      record({ kind: 'device_revoked', tenantId, device: id.output, by })
      return answerWith(c, id.output)
    },
  )

  routes.put(
    '/devices/:id',
    describeOperation({
      summary: 'Names a device',
      tag,
      body: v.object({ name: DeviceName }),
      answer: ManagedDevice,
      problems: [400, 401, 403, 404, 413, 415, 422],
      needsToken: true,
    }),
    managers,
    jsonBody(v.object({ name: DeviceName })),
    async (c) => {
      const { tenantId, operator: by = null } = c.var.principal
      const id = v.safeParse(DeviceId, c.req.param('id'))
      if (!id.success) return unknownDevice(c)
      const { name } = c.req.valid('json')
      const place = { tenantId, kind: 'device', key: id.output } as const
      const named = await store.decide(place, (device) =>
        ok(device === undefined ? { value: false } : { next: { ...device, name }, value: true }),
      )
      if (!named.ok || !named.value) return unknownDevice(c)
      record({ kind: 'device_renamed', tenantId, device: id.output, by })
      return answerWith(c, id.output)
    },
  )
  return routes

  async function answerWith(c: Context<AppEnv>, id: DeviceId): Promise<Response> {
    const devices = await listDevices(services, c.var.principal.tenantId)
    const device = devices.find((each) => each.id === id)
    return device === undefined ? unknownDevice(c) : c.json(device)
  }
}

const listDevices = async (
  { couch, store }: Services,
  tenantId: TenantId,
): Promise<readonly ManagedDevice[]> => {
  const devices = await listRegistry(couch, tenantId, 'device')
  const ids = devices.map(({ key }) => key)
  const grants = devices.flatMap(({ document }) => document.grant ?? [])
  const [health, granted] = await Promise.all([
    store.readMany({ tenantId, kind: 'health' }, ids),
    store.readMany({ tenantId, kind: 'grant' }, grants),
  ])
  const operatorOf = ({ grant }: RegistryDocument<'device'>) =>
    grant === null ? null : (granted.get(grant)?.operator ?? null)
  return devices
    .map(({ key, document: { grant, ...device } }) => ({
      ...device,
      id: v.parse(DeviceId, key),
      operator: operatorOf({ grant, ...device }),
      health: health.get(key) ?? null,
    }))
    .toSorted((a, b) => b.pairedAt - a.pairedAt)
}

const unknownDevice = (c: Context): Response =>
  problem(c, { code: 'unknown_device', status: 404, title: 'The studio has no such device' })
