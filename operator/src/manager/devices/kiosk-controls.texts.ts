/** What is said where all kiosks are set at once. */
export const kioskControlsTexts = {
  title: 'Todos os totens',
  intro: 'Vale para cada totem assim que ele tiver internet, em até cinco minutos.',
  pin: 'PIN da equipe (6 números)',
  pinSet: 'Já há um PIN. Ninguém pode vê-lo; só trocar.',
  pinMissing: 'Ainda não há PIN: o canto da equipe não abre.',
  pinWrong: 'São 6 números.',
  pinSave: 'Trocar o PIN',
  pinSaved: 'O PIN foi trocado.',
  build: 'Versão do aplicativo',
  newestChoice: 'Sempre a mais nova',
  stayOn: (build: string, kiosks: number): string =>
    `Manter ${build} (${kiosks === 1 ? '1 totem' : `${kiosks} totens`})`,
  staying: 'Os totens com essa versão ficam nela.',
  newest: 'Os totens voltam a receber versões novas.',
  updateNow: 'Atualizar agora',
  updateHint:
    'Atualiza mesmo com vendas a enviar: elas ficam guardadas no totem. Nunca no meio de uma compra.',
  updating: 'Pedido feito. Cada totem atualiza quando não houver ninguém na frente dele.',
  ordered: (time: string): string => `Último pedido de atualização: ${time}. Vale por um dia.`,
} as const
