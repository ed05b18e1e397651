import { ok, StaffPinDigits, TenantProfile } from '@totem/shared-schema'
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
})

/** Parses what the kiosks go by now; the PIN itself is known to nobody. */
export const KioskSettingsShown = v.object({
  hasStaffPin: v.boolean(),
  stayOnBuild: v.nullable(v.string()),
})

type SettingsServices = Pick<
  Services,
  'registry' | 'store' | 'randomBytes' | 'verifyAccessToken' | 'record'
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

/** Makes the manager's route to what all kiosks go by, mounted at `/manager/kiosk-settings`. */
export const createKioskSettingsRoutes = (services: SettingsServices): Hono<AppEnv> => {
  const { registry, store, randomBytes, record } = services
  return new Hono<AppEnv>().put(
    '/',
    describeOperation({
      summary: 'Sets the staff PIN of the kiosks, or the build they stay on',
      tag: 'manager',
      body: KioskSettings,
      answer: KioskSettingsShown,
      problems: [400, 401, 403, 413, 415, 422],
      needsToken: true,
    }),
    requirePrincipal(services.verifyAccessToken, ['manager']),
    jsonBody(KioskSettings),
    async (c) => {
      const { tenantId, operator = null } = c.var.principal
      const { staffPin: pin, stayOnBuild } = c.req.valid('json')
      const staffPin = pin === undefined ? undefined : await hashStaffPin(pin, randomBytes)
      await store.decide({ tenantId, kind: 'profile', key: 'current' }, (profile) => {
        if (profile === undefined) return ok({ value: undefined })
        const { stayOnBuild: held, ...rest } = profile
        const build = stayOnBuild === undefined ? held : (stayOnBuild ?? undefined)
        const next = {
          ...rest,
          ...(staffPin === undefined ? {} : { staffPin }),
          ...(build === undefined ? {} : { stayOnBuild: build }),
        }
        return ok({ next, value: undefined })
      })
      record({ kind: 'kiosk_settings_changed', tenantId, operator })
      const profile = await profileOf(registry, tenantId)
      return c.json({
        hasStaffPin: profile.staffPin !== undefined,
        stayOnBuild: profile.stayOnBuild ?? null,
      } satisfies v.InferOutput<typeof KioskSettingsShown>)
    },
  )
}
