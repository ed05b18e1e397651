import {
  type ConsentTexts as Texts,
  ConsentTexts,
  NoticeDraft,
  PrivacyNotice,
  type Service,
  type TenantId,
} from '@totem/shared-schema'
import { Hono } from 'hono'
import { describeOperation } from '../../api-docs/describe-operation.ts'
import { requirePrincipal } from '../../auth/require-principal.ts'
import { type AppEnv } from '../../http/app-env.ts'
import { jsonBody } from '../../http/json-body.ts'
import { sendJson } from '../../http/send-json.ts'
import { problem, type ProblemAnswer } from '../../problem/problem.ts'
import { listRegistry } from '../../registry/list-registry.ts'
import { profileOf } from '../../registry/profile.ts'
import { type Services } from '../../services.ts'
import { listServices } from '../list-services.ts'
import { safetyKey, safetyTextsOf } from './keep-safety.ts'
import { type NoticeRefusal, writeNotice } from './write-notice.ts'

const tag = 'manager'

/** Makes the manager's routes to what customers read and acknowledge. */
export const createConsentTextRoutes = (services: Services): Hono<AppEnv> => {
  const managers = requirePrincipal(services.verifyAccessToken, ['manager'])
  const { record, nowMs } = services
  return new Hono<AppEnv>()
    .get(
      '/consent-texts',
      describeOperation({
        summary: 'Gives the privacy notice and the safety notices, each with all its versions',
        tag,
        answer: ConsentTexts,
        problems: [401, 403],
        needsToken: true,
      }),
      managers,
      async (c) => sendJson(c, await consentTexts(services, c.var.principal.tenantId)),
    )
    .post(
      '/consent-texts/notice',
      describeOperation({
        summary:
          'Writes the next version of the privacy notice; what was sold stays under the version it was sold with',
        tag,
        body: NoticeDraft,
        answer: PrivacyNotice,
        problems: [400, 401, 403, 409, 413, 415, 422],
        needsToken: true,
      }),
      managers,
      jsonBody(NoticeDraft),
      async (c) => {
        const { tenantId, operator: by = null } = c.var.principal
        const draft = c.req.valid('json')
        const written = await writeNotice(services, tenantId, { draft, by, atMs: nowMs() })
        if (!written.ok) return problem(c, refusals[written.error])
        const { version } = written.value
        record({ kind: 'notice_written', tenantId, version, by })
        return c.json(written.value)
      },
    )
}

const consentTexts = async (services: Services, tenantId: TenantId): Promise<Texts> => {
  const { couch, registry } = services
  const [{ notice: current }, notices, safety, sold] = await Promise.all([
    profileOf(registry, tenantId),
    listRegistry(couch, tenantId, 'notice'),
    listRegistry(couch, tenantId, 'safety'),
    listServices(couch, tenantId),
  ])
  const isKept = notices.some(({ key }) => key === current.version)
  const shown = new Map(sold.map((service) => [keyOf(service), service]))
  const unkept = [...shown].filter(
    ([key, service]) => service.safety !== undefined && safety.every((each) => each.key !== key),
  )
  return {
    notices: [
      ...(isKept ? [] : [{ notice: current, ...nobody }]),
      ...notices.map(({ document }) => document),
    ]
      .map((each) => ({ ...each, isCurrent: each.notice.version === current.version }))
      .toSorted(latestFirst),
    safety: [
      ...unkept.map(([key, service]) => ({
        key,
        document: { service: service.id, texts: safetyTextsOf(service), ...nobody },
      })),
      ...safety,
    ]
      .map(({ key, document }) => ({ ...document, isCurrent: shown.has(key) }))
      .toSorted(latestFirst),
  }
}

const keyOf = (service: Service): string => safetyKey(service.id, safetyTextsOf(service))

const nobody = { writtenAt: null, by: null }

const latestFirst = (
  a: { readonly isCurrent: boolean; readonly writtenAt: number | null },
  b: typeof a,
): number => Number(b.isCurrent) - Number(a.isCurrent) || (b.writtenAt ?? 0) - (a.writtenAt ?? 0)

const refusals: Readonly<Record<NoticeRefusal, ProblemAnswer>> = {
  changed_meanwhile: {
    code: 'notice_changed',
    status: 409,
    title: 'Somebody else has written a version since you looked',
    detail: 'Read theirs first.',
  },
  unchanged: {
    code: 'notice_unchanged',
    status: 409,
    title: 'This is what customers read already',
  },
  purpose_reworded: {
    code: 'purpose_reworded',
    status: 422,
    title: 'A code that a version used keeps its question',
    detail: 'Give the changed question a code that no version has used.',
  },
}
