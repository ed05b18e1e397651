/** What the dashboard says. */
export const dashboardTexts = {
  today: 'Hoje, até agora',
  trends: 'Últimos dias',
  sold: 'Vendidas',
  served: 'Atendidas',
  received: 'Recebido',
  expected: 'Esperado',
  wait: 'Espera',
  waitHalf: 'Metade espera até',
  waitMost: '19 de 20 esperam até',
  noWait: 'Ninguém foi chamado ainda.',
  occupancy: 'Ocupação',
  open: 'Em aberto',
  promised: 'Espera prometida × real',
  offline: 'Minutos sem conexão',
  notMeasured: 'não medido',
  promisedWhy: 'O totem mostra a previsão ao cliente, mas ainda não a guarda na senha.',
  offlineWhy: 'Os aparelhos ainda não contam o tempo que passam sem conexão.',
  none: '–',
  charts: {
    tickets: 'Senhas por dia',
    revenue: 'Dinheiro por dia',
    wait: 'Espera por dia',
    occupancy: 'Ocupação por dia',
  },
  day: 'Dia',
  table: 'Ver como tabela',
  partial: 'hoje, parcial',
  firstDay: 'A tendência começa amanhã, com o relatório de hoje.',
  complete: 'Dados completos: todos os totens em dia, nenhum dia faltando.',
  incomplete: 'Os números ainda podem mudar',
  dayOpen: 'O dia de hoje não terminou.',
  pending: (name: string, count: number, since: string | null): string =>
    `${name}: ${count === 1 ? '1 registro' : `${count} registros`} por enviar${
      since === null ? '' : ` desde ${since}`
    }.`,
  silent: (name: string, since: string): string =>
    `${name}: sem notícia desde ${since}. Pode ter vendido sem conexão.`,
  missing: (days: string): string => `Sem relatório: ${days}.`,
  unclosed: (days: string): string =>
    `Operação não encerrada em ${days}: a ocupação desses dias conta até alguém encerrar.`,
} as const
