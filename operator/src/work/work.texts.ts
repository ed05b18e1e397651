/** What the bar at the top says. */
export const workTexts = {
  loading: 'Carregando a fila…',
  since: (day: string, time: string): string => `operação de ${day}, desde ${time}`,
  noShift: 'operação não iniciada',
  opening: 'Abrindo…',
  manage: 'Gerência',
  logout: 'Sair',
  mute: 'Desligar os sons',
  unmute: 'Ligar os sons',
  soundOn: 'Som ligado',
  soundOff: 'Som desligado',
  refused: (count: number): string =>
    count === 1
      ? 'O servidor recusou 1 registro deste tablet. Ele está guardado para o gerente.'
      : `O servidor recusou ${count} registros deste tablet. Eles estão guardados para o gerente.`,
  dismiss: 'Entendi',
} as const
