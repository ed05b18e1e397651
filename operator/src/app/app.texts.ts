/** What the app says before and around the work. */
export const appTexts = {
  opening: 'Abrindo…',
  openElsewhere: {
    title: 'O Totem está aberto em outra aba',
    text: 'Feche a outra aba. Esta continua sozinha assim que puder.',
  },
  storage: {
    title: 'O tablet não consegue abrir os dados guardados',
    text: 'Confira se há espaço livre no aparelho e tente de novo. Nada do que já foi registrado se perde.',
    retry: 'Tentar de novo',
  },
  crash: {
    title: 'Algo deu errado nesta tela',
    text: 'Os registros estão guardados. Recarregue para continuar; se acontecer de novo, avise o gerente.',
    reload: 'Recarregar',
  },
} as const
