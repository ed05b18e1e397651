import { type BusinessDay, type Dashboard, type DayReport } from '@totem/shared-schema'
import { formatDay } from '../../time/format-time.ts'
import { dashboardTexts as texts } from './dashboard.texts.ts'

/** One line of a chart; `null` where nothing is known, which is no zero. */
export interface ChartLine {
  readonly label: string
  readonly values: readonly (number | null)[]
}

/** A chart over days. */
export interface TrendChart {
  readonly id: 'tickets' | 'revenue' | 'wait' | 'occupancy' | 'promised' | 'offline'
  readonly title: string
  readonly lines: readonly ChartLine[]
  /** Prints a value as people read it. */
  readonly print: (value: number) => string
}

/** Charts over the same days. */
export interface Trends {
  readonly days: readonly string[]
  readonly charts: readonly TrendChart[]
}

/** Draws the trends from the first report to today; a day without a report is a gap, never a zero. Pure. */
export const trendsOf = ({ days, today }: Pick<Dashboard, 'days' | 'today'>): Trends => {
  const reports = new Map<string, DayReport>([...days, today].map((report) => [report.day, report]))
  const shown = daysBetween((days[0] ?? today).day, today.day)
  const line = (label: string, value: (report: DayReport) => number | null): ChartLine => ({
    label,
    values: shown.map((day) => {
      const report = reports.get(day)
      return report === undefined ? null : value(report)
    }),
  })
  return {
    days: shown.map(formatDay),
    charts: [
      {
        id: 'tickets',
        title: texts.charts.tickets,
        print: (value) => String(Math.round(value)),
        lines: [
          line(texts.sold, ({ total }) => total.sold),
          line(texts.served, ({ total }) => total.served),
        ],
      },
      {
        id: 'revenue',
        title: texts.charts.revenue,
        print: (value) => reais.format(value),
        lines: [
          line(texts.received, (report) => keptCents(report) / 100),
          line(texts.expected, ({ total }) => total.expectedCents / 100),
        ],
      },
      {
        id: 'wait',
        title: texts.charts.wait,
        print: (value) => `${Math.round(value)} min`,
        lines: [
          line(texts.waitHalf, ({ total }) => inMinutes(total.waitP50)),
          line(texts.waitMost, ({ total }) => inMinutes(total.waitP95)),
        ],
      },
      {
        id: 'occupancy',
        title: texts.charts.occupancy,
        print: (value) => `${Math.round(value)}%`,
        lines: [line(texts.occupancy, occupancyOf)],
      },
      {
        id: 'promised',
        title: texts.charts.promised,
        print: (value) => `${Math.round(value)}%`,
        lines: [line(texts.promised, keptPercentOf)],
      },
      {
        id: 'offline',
        title: texts.charts.offline,
        print: (value) => `${Math.round(value)} min`,
        lines: [line(texts.offline, offlineMinutesOf)],
      },
    ],
  }
}

/** Gives what stayed of a day's money, in cents: more may go back than came. */
export const keptCents = ({ total }: DayReport): number => total.receivedCents - total.refundedCents

/** Gives the share of their ready time in which devices served, in percent; `null` where none stood ready. */
export const occupancyOf = ({ total }: DayReport): number | null =>
  total.readySeconds === 0 ? null : (total.servedSeconds / total.readySeconds) * 100

/** Gives the share of promised waits that were kept, in percent; `null` where nobody was called who had a promise. */
export const keptPercentOf = ({ total: { promised } }: DayReport): number | null =>
  promised === undefined ? null : (promised.within / promised.called) * 100

/** Gives the minutes without a connection of all devices together; `null` where none told. */
export const offlineMinutesOf = ({ offline }: DayReport): number | null =>
  offline?.reduce((sum, { minutes }) => sum + minutes, 0) ?? null

/** Gives seconds in minutes, as figures of a wait are told. */
export const inMinutes = (seconds: number | null): number | null =>
  seconds === null ? null : seconds / 60

const reais = new Intl.NumberFormat('pt-BR', {
  style: 'currency',
  currency: 'BRL',
  maximumFractionDigits: 0,
})

const daysBetween = (from: BusinessDay, to: BusinessDay): readonly string[] => {
  const days: string[] = []
  for (let ms = Date.parse(`${from}T12:00:00Z`); days.length < 400; ms += 24 * 60 * 60_000) {
    const day = new Date(ms).toISOString().slice(0, 10)
    days.push(day)
    if (day >= to) break
  }
  return days
}
