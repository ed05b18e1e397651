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
  promisedWhy: 'Ainda não foi chamado ninguém que ouviu uma previsão no totem.',
  kept: (percent: number): string => `${percent}% na faixa`,
  promisedNote: (called: number, sooner: number, later: number): string =>
    `De ${called === 1 ? '1 senha chamada' : `${called} senhas chamadas`} com previsão, ${sooner} antes e ${later} depois da faixa.`,
  difference: (minutes: number): string =>
    minutes === 0
      ? 'Na mediana, a espera foi a prevista.'
      : `Na mediana, ${Math.abs(minutes)} min ${minutes > 0 ? 'a mais' : 'a menos'} que o meio da faixa.`,
  offlineWhy: 'Nenhum aparelho informou hoje o tempo que passou sem conexão.',
  offlineBy: (name: string, minutes: number): string => `${name}: ${minutes} min`,
  offlineNever: 'Todos os aparelhos que informaram ficaram conectados.',
  unmeasured: (names: string): string => `Sem medida hoje: ${names}.`,
  none: '–',
  charts: {
    tickets: 'Senhas por dia',
    revenue: 'Dinheiro por dia',
    wait: 'Espera por dia',
    occupancy: 'Ocupação por dia',
    promised: 'Chamadas dentro da espera prometida',
    offline: 'Minutos sem conexão por dia',
  },
  day: 'Dia',
  table: 'Ver como tabela',
  partial: 'hoje, parcial',
  firstDay: 'A tendência começa amanhã, com o relatório de hoje.',
  complete: 'Dados completos: todos os totens em dia, nenhum dia faltando.',
  incomplete: 'Os números ainda podem mudar',
  dayOpen: 'O dia de hoje não terminou.',
  pending: (name: string, count: number, since: string | null): string =>
    `${name}: ${count === 1 ? '1 registro' : `${count} registros`} a enviar${
      since === null ? '' : ` desde ${since}`
    }.`,
  silent: (name: string, since: string | null): string =>
    `${name}: ${since === null ? 'ainda não deu sinal' : `sem sinal desde ${since}`}. Pode ter vendido sem conexão.`,
  missing: (days: string): string => `Sem relatório: ${days}.`,
  unclosed: (days: string): string =>
    `Operação não encerrada em ${days}: a ocupação desses dias conta até alguém encerrar.`,
} as const
