import { OfflineSettings, OfflineSettingsShown } from '@totem/shared-schema'
import { Hono } from 'hono'
import { describeOperation } from '../../api-docs/describe-operation.ts'
import { requirePrincipal } from '../../auth/require-principal.ts'
import { type VerifyAccessToken } from '../../auth/verify-access-token.ts'
import { type RecordEvent } from '../../events.ts'
import { type AppEnv } from '../../http/app-env.ts'
import { jsonBody } from '../../http/json-body.ts'
import { type OfflineRulesStore } from './offline-rules.ts'

/** What the routes of the envelope work with. */
export interface EnvelopeRoutesDeps {
  readonly rules: OfflineRulesStore
  readonly record: RecordEvent
  /** In ms since 1970. */
  readonly nowMs: () => number
  readonly verifyAccessToken: VerifyAccessToken
}

/** Makes the routes by which managers set what kiosks may sell on trust, to be mounted at `/payments`. */
export const createEnvelopeRoutes = ({
  rules,
  record,
  nowMs,
  verifyAccessToken,
}: EnvelopeRoutesDeps): Hono<AppEnv> => {
  const managersOnly = requirePrincipal(verifyAccessToken, ['manager'])
  return new Hono<AppEnv>()
    .get(
      '/envelope',
      describeOperation({
        summary: 'Says what kiosks may sell while they cannot see a payment confirmed',
        tag: 'payments',
        answer: OfflineSettingsShown,
        problems: [401, 403],
        needsToken: true,
      }),
      managersOnly,
      async (c) => c.json(await rules.settings(c.var.principal.tenantId)),
    )
    .put(
      '/envelope',
      describeOperation({
        summary:
          'Sets what kiosks may sell while they cannot see a payment confirmed; each hears of it within minutes',
        tag: 'payments',
        body: OfflineSettings,
        answer: OfflineSettingsShown,
        problems: [400, 401, 403, 413, 415, 422],
        needsToken: true,
      }),
      managersOnly,
      jsonBody(OfflineSettings),
      async (c) => {
        const { tenantId, operator } = c.var.principal
        const settings = c.req.valid('json')
        const by = operator ?? null
        const changed = await rules.change(tenantId, { settings, by, at: nowMs() })
        record({ kind: 'offline_rules_changed', tenantId, by, ...settings.envelope })
        return c.json(changed)
      },
    )
}
