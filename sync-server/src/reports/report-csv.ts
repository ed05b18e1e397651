import { type DayFigures, type DayReport } from '@totem/shared-schema'
import { type Cell, centsCell, csvOf } from './csv.ts'

/** Prints the report of a day as CSV: one figure a line, always in the same five columns. */
export const reportCsv = (report: DayReport): string =>
  csvOf([
    ['grupo', 'item', 'medida', 'valor', 'unidade'],
    ['relatório', report.studio, 'dia', report.day, ''],
    ['relatório', report.studio, 'revisão', report.revision, ''],
    ...figureRows('total', 'todos os serviços', report.total),
    ...report.services.flatMap((service) => figureRows('serviço', service.name, service)),
    ...report.methods.flatMap((sum) => methodRows('recebido por senhas do dia', sum)),
    ...report.settled.flatMap((sum) => methodRows('entrou no dia', sum)),
    ...(report.offline ?? []).map(({ name, minutes }): readonly Cell[] => [
      'aparelho',
      name,
      'sem conexão',
      minutes,
      'min',
    ]),
  ])

/** Prints the figures of several days, one day a line: `/metrics.csv`. */
export const metricsCsv = (reports: readonly DayReport[]): string =>
  csvOf([
    [
      'dia',
      'revisão',
      'vendidas',
      'atendidas',
      'não compareceram',
      'canceladas',
      'em aberto',
      'esperado (R$)',
      'recebido (R$)',
      'devolvido (R$)',
      'atendidas sem pagamento',
      'em revisão',
      'espera p50 (min)',
      'espera p95 (min)',
      'ocupação (%)',
      'chamadas com espera prometida',
      'dentro da espera prometida (%)',
      'sem conexão (min)',
    ],
    ...reports.map(({ day, revision, total, offline }): readonly Cell[] => [
      day,
      revision,
      total.sold,
      total.served,
      total.noShow,
      total.cancelled,
      total.open,
      centsCell(total.expectedCents),
      centsCell(total.receivedCents),
      centsCell(total.refundedCents),
      total.servedUnpaid,
      total.inReview,
      minutesCell(total.waitP50),
      minutesCell(total.waitP95),
      occupancyCell(total),
      total.promised?.called ?? null,
      withinCell(total),
      offline?.reduce((sum, { minutes }) => sum + minutes, 0) ?? null,
    ]),
  ])

const figureRows = (
  group: string,
  item: string,
  figures: DayFigures,
): readonly (readonly Cell[])[] => [
  [group, item, 'vendidas', figures.sold, 'senhas'],
  [group, item, 'atendidas', figures.served, 'senhas'],
  [group, item, 'não compareceram', figures.noShow, 'senhas'],
  [group, item, 'canceladas', figures.cancelled, 'senhas'],
  [group, item, 'em aberto', figures.open, 'senhas'],
  [group, item, 'esperado', centsCell(figures.expectedCents), 'R$'],
  [group, item, 'recebido', centsCell(figures.receivedCents), 'R$'],
  [group, item, 'devolvido', centsCell(figures.refundedCents), 'R$'],
  [group, item, 'atendidas sem pagamento', figures.servedUnpaid, 'senhas'],
  [group, item, 'em revisão', figures.inReview, 'senhas'],
  [group, item, 'espera p50', minutesCell(figures.waitP50), 'min'],
  [group, item, 'espera p95', minutesCell(figures.waitP95), 'min'],
  [group, item, 'ocupação', occupancyCell(figures), '%'],
  ...(figures.promised === undefined
    ? []
    : ([
        [group, item, 'chamadas com espera prometida', figures.promised.called, 'senhas'],
        [group, item, 'dentro da espera prometida', withinCell(figures), '%'],
        [
          group,
          item,
          'diferença para a espera prometida',
          minutesCell(figures.promised.differenceP50),
          'min',
        ],
      ] as const)),
]

const methodRows = (
  group: string,
  { method, count, cents, refundedCents }: DayReport['methods'][number],
): readonly (readonly Cell[])[] => [
  [group, methodLabel(method), 'movimentos', count, ''],
  [group, methodLabel(method), 'recebido', centsCell(cents), 'R$'],
  [group, methodLabel(method), 'devolvido', centsCell(refundedCents), 'R$'],
]

/** Names a way of paying as people do; a provider of another name stands for itself. */
export const methodLabel = (method: string): string => methodLabels[method] ?? method

const methodLabels: Readonly<Record<string, string>> = {
  sicredi: 'Pix (Sicredi)',
  pix: 'Pix',
  cash: 'Dinheiro',
  card: 'Cartão',
  receipt: 'Comprovante visto',
  other: 'Outro',
}

const minutesCell = (seconds: number | null): number | null =>
  seconds === null ? null : Math.round(seconds / 6) / 10

const withinCell = ({ promised }: DayFigures): number | null =>
  promised === undefined ? null : Math.round((promised.within / promised.called) * 1_000) / 10

const occupancyCell = ({ servedSeconds, readySeconds }: DayFigures): number | null =>
  readySeconds === 0 ? null : Math.round((servedSeconds / readySeconds) * 1_000) / 10
