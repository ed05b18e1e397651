import { type ManagedDevice, type PairedKind, type PrinterHealth } from '@totem/shared-schema'

/** What the page of devices says. */
export const devicesTexts = {
  intro: 'Todos os totens, tablets e painéis do estúdio, e o que cada um disse de si por último.',
  new: { kiosk: 'Novo totem', panel: 'Novo painel' } satisfies Record<PairedKind, string>,
  kinds: { kiosk: 'Totem', tablet: 'Tablet', panel: 'Painel' } satisfies Record<
    ManagedDevice['kind'],
    string
  >,
  offer: {
    kiosk: 'Leia com a câmera do totem, abra o endereço nele ou digite o código.',
    panel: 'Abra o endereço na TV ou digite o código na tela do painel.',
  } satisfies Record<PairedKind, string>,
  code: 'Código',
  until: (time: string): string => `Vale uma vez, até ${time}.`,
  close: 'Fechar',
  letter: 'Letra',
  lastSeen: 'Última notícia',
  outbox: 'A enviar',
  none: 'nada',
  since: (count: number, time: string): string => `${count}, desde ${time}`,
  refused: 'Recusados',
  disk: 'Espaço',
  diskOf: (used: string, quota: string): string => `${used} de ${quota}`,
  notPersisted: 'pode ser apagado pelo navegador',
  build: 'Versão',
  printer: 'Impressora',
  printerStates: {
    none: 'nenhuma',
    looking: 'procurando',
    ready: 'pronta',
    paper_low: 'papel no fim',
    paper_out: 'sem papel',
    cover_open: 'tampa aberta',
    trouble: 'com problema',
  } satisfies Record<PrinterHealth['state'], string>,
  printsWaiting: (count: number): string =>
    count === 1 ? '1 impressão parada' : `${count} impressões paradas`,
  paired: 'Ligado em',
  operator: 'Em uso por',
  revoke: 'Desligar',
  revokeSure:
    'Ele perde o acesso em segundos. O que ainda não enviou chega em Pendências para você decidir.',
  revokeYes: 'Desligar mesmo',
  revokedAt: (time: string): string => `Desligado em ${time}`,
} as const
