import { type DayReport } from '@totem/shared-schema'

/** What the page of reports says. */
export const reportsTexts = {
  intro:
    'O relatório de cada dia sai sozinho à 00:05. Se algo chega atrasado, sai uma revisão; a anterior fica guardada.',
  none: 'Ainda não há relatórios. O de hoje sai à 00:05.',
  today: 'Hoje, até agora',
  before: 'Dias anteriores',
  partial: 'parcial',
  revision: (revision: number): string => `revisão ${revision}`,
  csv: 'CSV',
  pdf: 'PDF',
  period: 'Indicadores dos últimos 31 dias (CSV)',
  columns: {
    day: 'Dia',
    sold: 'Vendidas',
    served: 'Atendidas',
    expected: 'Esperado',
    received: 'Recebido',
    wait: 'Espera p50 / p95',
    occupancy: 'Ocupação',
    files: 'Arquivos',
  },
  review: (count: number): string =>
    count === 1 ? '1 pagamento a revisar' : `${count} pagamentos a revisar`,
  unpaid: (count: number): string =>
    count === 1 ? '1 atendida sem pagamento' : `${count} atendidas sem pagamento`,
} as const

/** Prints the wait of a day: `4 / 12 min`. */
export const waitText = ({ total }: DayReport): string =>
  total.waitP50 === null || total.waitP95 === null
    ? '–'
    : `${Math.round(total.waitP50 / 60)} / ${Math.round(total.waitP95 / 60)} min`

/** Prints how much of their time devices served: `63%`. */
export const occupancyText = ({ total }: DayReport): string =>
  total.readySeconds === 0
    ? '–'
    : `${Math.round((total.servedSeconds / total.readySeconds) * 100)}%`
