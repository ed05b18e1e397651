/** What the panel says. */
export const panelTexts = {
  opening: 'Ligando o painel…',
  waitingForData: 'Buscando as senhas…',
  calling: 'Senhas chamadas',
  nobody: 'Aguarde sua senha',
  nobodyText: 'Quando for a sua vez, o número aparece aqui.',
  recent: 'Últimas chamadas',
  noneRecent: 'Nenhuma senha chamada ainda.',
  slot: (slot: number): string => `Aparelho ${slot}`,
  goToDesk: 'Dirija-se à recepção',
  waits: 'Espera por serviço',
  waiting: (count: number): string =>
    count === 0 ? 'ninguém na fila' : count === 1 ? '1 na fila' : `${count} na fila`,
  noWait: 'sem espera',
  between: (from: number, to: number): string =>
    from === 0 ? `até ${to} min` : `${from} a ${to} min`,
  closed: 'sem previsão',
  offline: (time: string): string =>
    `Sem conexão desde ${time}. Ouça a equipe: as senhas podem estar atrasadas.`,
  silent: 'Som bloqueado pelo navegador: toque na tela para ligar.',
  noVoice: 'Sem voz em português neste aparelho: só a campainha.',
  sound: 'Som ligado',
  pair: {
    title: 'Ligar este painel ao estúdio',
    text: 'No tablet do gerente, abra Gerência › Aparelhos e escolha “Novo painel”.',
    code: 'Código do painel',
    hint: '8 letras e números',
    submit: 'Ligar painel',
    missing: 'Digite os 8 caracteres do código.',
    wrong: 'Este código não serve. Confira, ou peça outro ao gerente.',
    offline: 'Sem conexão com o servidor. Confira a rede e tente de novo.',
    failed: (detail: string): string => `O servidor não respondeu como devia. (${detail})`,
  },
  revoked: {
    title: 'Este painel foi desligado',
    text: 'O gerente retirou o acesso deste painel. Para usá-lo de novo, ligue-o com um código novo.',
    again: 'Ligar de novo',
  },
  crash: {
    title: 'O painel parou',
    text: 'Ele recomeça sozinho em instantes.',
  },
} as const
