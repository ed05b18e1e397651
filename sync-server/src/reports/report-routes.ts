import {
  BusinessDay,
  businessDayOf,
  Dashboard,
  type DayReport,
  DayReports,
} from '@totem/shared-schema'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type AppEnv } from '../http/app-env.ts'
import { sendJson } from '../http/send-json.ts'
import { problem, type ProblemAnswer } from '../problem/problem.ts'
import { profileOf } from '../registry/profile.ts'
import { type Registry } from '../registry/registry.ts'
import { type DashboardDeps, readDashboard } from './dashboard.ts'
import { daysAfter } from './due-day.ts'
import { metricsCsv, reportCsv } from './report-csv.ts'
import { reportPdf } from './report-pdf.ts'

/** What the routes to reports work with; `nowMs` gives ms since 1970. */
export interface ReportRoutesDeps extends DashboardDeps {
  readonly registry: Registry
  readonly verifyAccessToken: VerifyAccessToken
}

const tag = 'reports'

/** Longer periods than a leap year are asked for in parts. */
const maxDays = 366
/** How many days a period has that nobody named. */
const usualDays = 31

const Period = v.object({ from: v.optional(BusinessDay), to: v.optional(BusinessDay) })

/** `2026-11-22.csv`, and of a day with several revisions one of them by `?revision=`. */
const FileName = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d\.(?:csv|pdf|json)$/))
const Revision = v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number)))

/** Makes the manager's routes to reports, to be mounted at `/reports`. */
export const createReportRoutes = (deps: ReportRoutesDeps): Hono<AppEnv> => {
  const { store, maker, verifyAccessToken } = deps
  const managers = requirePrincipal(verifyAccessToken, ['manager'])
  return new Hono<AppEnv>()
    .get(
      '/',
      describeOperation({
        summary: 'Lists the reports of a period (?from=&to=), the latest revision of each day',
        tag,
        answer: DayReports,
        problems: [401, 403, 422],
        needsToken: true,
      }),
      managers,
      async (c) => {
        const today = await todayOf(deps, c)
        const period = periodIn(c, today)
        if (period === undefined) return problem(c, badPeriod)
        const reports = await store.list(c.var.principal.tenantId, period)
        return sendJson(c, { today, reports: [...reports] } satisfies v.InferOutput<
          typeof DayReports
        >)
      },
    )
    .get(
      '/dashboard',
      describeOperation({
        summary:
          'Gives today so far and the reports of the days before (?from=), with what they do not know: missing and unclosed days, devices that are behind',
        tag,
        answer: Dashboard,
        problems: [401, 403, 422],
        needsToken: true,
      }),
      managers,
      async (c) => {
        const today = await todayOf(deps, c)
        const period = periodIn(c, today)
        if (period?.to !== today) return problem(c, badPeriod)
        const days = { from: period.from, today }
        return sendJson(c, await readDashboard(deps, c.var.principal.tenantId, days))
      },
    )
    .get(
      '/:file',
      describeOperation({
        summary: 'Gives the report of a day as CSV, PDF or JSON; of today, as far as it has come',
        tag,
        answer: v.string(),
        problems: [401, 403, 404],
        needsToken: true,
      }),
      managers,
      async (c) => {
        const file = v.safeParse(FileName, c.req.param('file'))
        const revision = v.safeParse(Revision, c.req.query('revision'))
        if (!file.success || !revision.success) return problem(c, noReport)
        const [dayText, format] = file.output.split('.')
        const day = v.safeParse(BusinessDay, dayText)
        if (!day.success) return problem(c, noReport)
        const { tenantId } = c.var.principal
        const isToday = day.output === (await todayOf(deps, c))
        const report = isToday
          ? await maker.count(tenantId, day.output)
          : await store.read(tenantId, day.output, revision.output)
        if (report === undefined) return problem(c, noReport)
        return send(c, report, format)
      },
    )
}

/** Makes `GET /metrics.csv`: the figures of a period, one day a line. */
export const createMetricsCsvRoutes = (deps: ReportRoutesDeps): Hono<AppEnv> =>
  new Hono<AppEnv>().get(
    '/',
    describeOperation({
      summary: 'Gives the figures of a period (?from=&to=) as CSV, one day a line',
      tag,
      answer: v.string(),
      problems: [401, 403, 422],
      needsToken: true,
    }),
    requirePrincipal(deps.verifyAccessToken, ['manager']),
    async (c) => {
      const period = periodIn(c, await todayOf(deps, c))
      if (period === undefined) return problem(c, badPeriod)
      const reports = await deps.store.list(c.var.principal.tenantId, period)
      return sendFile(c, metricsCsv(reports.toReversed()), {
        name: `totem-${period.from}-${period.to}.csv`,
        type: 'text/csv; charset=utf-8',
      })
    },
  )

const todayOf = async (
  { registry, nowMs }: ReportRoutesDeps,
  c: Context<AppEnv>,
): Promise<BusinessDay> =>
  businessDayOf(nowMs(), (await profileOf(registry, c.var.principal.tenantId)).timeZone)

const periodIn = (
  c: Context<AppEnv>,
  today: BusinessDay,
): { readonly from: BusinessDay; readonly to: BusinessDay } | undefined => {
  const query = v.safeParse(Period, c.req.query())
  if (!query.success) return undefined
  const to = query.output.to ?? today
  const from =
    query.output.from ??
    businessDayOf(Date.parse(`${to}T12:00:00Z`) - usualDays * 24 * 60 * 60_000, 'UTC')
  return from <= to && daysAfter(from, to).length < maxDays ? { from, to } : undefined
}

const send = (
  c: Context,
  report: DayReport,
  format: string | undefined,
): Response | Promise<Response> => {
  const name = `totem-${report.day}-r${report.revision}`
  switch (format) {
    case 'csv':
      return sendFile(c, reportCsv(report), {
        name: `${name}.csv`,
        type: 'text/csv; charset=utf-8',
      })
    case 'pdf':
      return sendFile(c, reportPdf(report), { name: `${name}.pdf`, type: 'application/pdf' })
    default:
      return sendJson(c, report)
  }
}

const sendFile = (
  c: Context,
  body: string | Uint8Array<ArrayBuffer>,
  { name, type }: { readonly name: string; readonly type: string },
): Response => {
  c.header('Content-Type', type)
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  return c.body(body)
}

const noReport: ProblemAnswer = {
  code: 'no_report',
  status: 404,
  title: 'There is no such report',
  detail:
    'A day is reported from 00:05 of the next one on, as {date}.csv, {date}.pdf or {date}.json.',
}

const badPeriod: ProblemAnswer = {
  code: 'invalid_period',
  status: 422,
  title: 'This is no period',
  detail: `from and to are days such as 2026-11-22, at most ${maxDays} of them.`,
}
