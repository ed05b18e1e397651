import {
  KioskSettingsShown,
  ok,
  StaffPinDigits,
  type TenantId,
  TenantProfile,
} from '@totem/shared-schema'
import { Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { sendJson } from '../http/send-json.ts'
import { profileOf } from '../registry/profile.ts'
import { type Services } from '../services.ts'
import { hashStaffPin } from './staff-pin.ts'

/** Parses what a manager sets for all kiosks of the studio; what is left out stays as it is. */
export const KioskSettings = v.object({
  staffPin: v.exactOptional(StaffPinDigits),
  /** The build to stay on; `null`: take new ones again. */
  stayOnBuild: v.exactOptional(v.nullable(TenantProfile.entries.stayOnBuild.wrapped)),
  /** Takes a waiting build in now, also while something is not sent yet; never under a customer's finger. */
  updateNow: v.exactOptional(v.literal(true)),
})

type SettingsServices = Pick<
  Services,
  'registry' | 'store' | 'randomBytes' | 'verifyAccessToken' | 'record' | 'nowMs'
>

/** Makes the route by which devices hear of a changed notice, PIN or time zone, mounted at `/devices/profile`. */
export const createProfileRoutes = ({
  registry,
  verifyAccessToken,
}: SettingsServices): Hono<AppEnv> =>
  new Hono<AppEnv>().get(
    '/',
    describeOperation({
      summary: 'Gives a device what it must know of its studio, as it is now',
      tag: 'devices',
      answer: TenantProfile,
      problems: [401, 403],
      needsToken: true,
    }),
    requirePrincipal(verifyAccessToken, ['kiosk', 'operator', 'manager', 'panel']),
    async (c) => sendJson(c, await profileOf(registry, c.var.principal.tenantId)),
  )

/** Makes the manager's routes to what all kiosks go by, mounted at `/manager/kiosk-settings`. */
export const createKioskSettingsRoutes = (services: SettingsServices): Hono<AppEnv> => {
  const { registry, store, randomBytes, record, nowMs } = services
  const managers = requirePrincipal(services.verifyAccessToken, ['manager'])
  const shown = async (tenantId: TenantId): Promise<KioskSettingsShown> => {
    const { staffPin, stayOnBuild, updateOrderedAt } = await profileOf(registry, tenantId)
    return {
      hasStaffPin: staffPin !== undefined,
      stayOnBuild: stayOnBuild ?? null,
      updateOrderedAt: updateOrderedAt ?? null,
    }
  }
  return new Hono<AppEnv>()
    .get(
      '/',
      describeOperation({
        summary: 'Says what all kiosks of the studio go by',
        tag: 'manager',
        answer: KioskSettingsShown,
        problems: [401, 403],
        needsToken: true,
      }),
      managers,
      async (c) => sendJson(c, await shown(c.var.principal.tenantId)),
    )
    .put(
      '/',
      describeOperation({
        summary:
          'Sets the staff PIN of the kiosks, the build they stay on, or tells them to take a waiting build now',
        tag: 'manager',
        body: KioskSettings,
        answer: KioskSettingsShown,
        problems: [400, 401, 403, 413, 415, 422],
        needsToken: true,
      }),
      managers,
      jsonBody(KioskSettings),
      async (c) => {
        const { tenantId, operator = null } = c.var.principal
        const { staffPin: pin, stayOnBuild, updateNow } = c.req.valid('json')
        const staffPin = pin === undefined ? undefined : await hashStaffPin(pin, randomBytes)
        await store.decide({ tenantId, kind: 'profile', key: 'current' }, (profile) => {
          if (profile === undefined) return ok({ value: undefined })
          const { stayOnBuild: held, ...rest } = profile
          const build = stayOnBuild === undefined ? held : (stayOnBuild ?? undefined)
          const next = {
            ...rest,
            ...(staffPin === undefined ? {} : { staffPin }),
            ...(build === undefined ? {} : { stayOnBuild: build }),
            ...(updateNow === undefined ? {} : { updateOrderedAt: nowMs() }),
          }
          return ok({ next, value: undefined })
        })
        record({ kind: 'kiosk_settings_changed', tenantId, operator })
        return c.json(await shown(tenantId))
      },
    )
}
