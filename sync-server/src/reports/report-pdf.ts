import { type Sheet, sheetToPdf } from '@totem/printer/pdf'
import { Cents, type DayFigures, type DayReport, formatCents } from '@totem/shared-schema'
import * as v from 'valibot'
import { methodLabel } from './report-csv.ts'

/** Prints the report of a day as a PDF for the owner's folder. */
export const reportPdf = (report: DayReport): Uint8Array<ArrayBuffer> =>
  sheetToPdf(sheetOf(report), {
    title: `Relatório de ${dayText(report.day)}`,
    createdAtMs: report.madeAt,
  })

const sheetOf = (report: DayReport): Sheet => ({
  title: `Relatório de ${dayText(report.day)}`,
  subtitle: `${report.studio} · ${
    report.revision === 0 ? 'parcial, o dia não terminou' : `revisão ${report.revision}`
  }`,
  tables: [
    { title: 'O dia', columns: ['', ''], rows: totalRows(report) },
    {
      title: 'Por serviço',
      columns: [
        'Serviço',
        'Vendidas',
        'Atendidas',
        'Esperado',
        'Recebido',
        'Espera p50',
        'Ocupação',
      ],
      rows: report.services.map((service) => [
        service.name,
        String(service.sold),
        String(service.served),
        money(service.expectedCents),
        money(service.receivedCents),
        minutes(service.waitP50),
        occupancy(service),
      ]),
    },
    methodTable('Recebido pelas senhas do dia', report.methods),
    methodTable('Entrou no banco neste dia', report.settled),
  ],
  footnote: 'Pix conforme o banco; dinheiro, cartão e comprovantes conforme a equipe registrou.',
})

const totalRows = ({ total, offline }: DayReport): readonly (readonly string[])[] => [
  ['Senhas vendidas', String(total.sold)],
  ['Atendidas', String(total.served)],
  ['Não compareceram', String(total.noShow)],
  ['Canceladas', String(total.cancelled)],
  ['Em aberto', String(total.open)],
  ['Esperado', money(total.expectedCents)],
  ['Recebido', money(total.receivedCents)],
  ['Devolvido', money(total.refundedCents)],
  ['Atendidas sem pagamento', String(total.servedUnpaid)],
  ['Pagamentos em revisão', String(total.inReview)],
  ['Espera: metade até', minutes(total.waitP50)],
  ['Espera: 95% até', minutes(total.waitP95)],
  ['Dentro da espera prometida', promised(total)],
  ['Ocupação dos aparelhos', occupancy(total)],
  [
    'Sem conexão, todos os aparelhos',
    minutes(offline?.reduce((sum, device) => sum + device.minutes * 60, 0) ?? null),
  ],
]

const methodTable = (title: string, sums: DayReport['methods']): Sheet['tables'][number] => ({
  title,
  columns: ['Forma', 'Movimentos', 'Recebido', 'Devolvido'],
  rows: sums.map(({ method, count, cents, refundedCents }) => [
    methodLabel(method),
    String(count),
    money(cents),
    money(refundedCents),
  ]),
})

const dayText = (day: string): string => day.split('-').toReversed().join('/')
const money = (cents: number): string =>
  // Sums of a day lie far below the largest amount there is; no-break spaces are none of the PDF's letters.
  formatCents(v.parse(Cents, cents)).replaceAll('\u00a0', ' ')
const minutes = (seconds: number | null): string =>
  seconds === null ? '–' : `${Math.round(seconds / 60)} min`
const promised = ({ promised: figures }: DayFigures): string =>
  figures === undefined ? '–' : `${figures.within} de ${figures.called} chamadas`
const occupancy = ({ servedSeconds, readySeconds }: DayFigures): string =>
  readySeconds === 0 ? '–' : `${Math.round((servedSeconds / readySeconds) * 100)}%`
