import { type Call } from './board-view.ts'

/** Gives the sentence the voice says. Digits stand apart, so that *017* is not taken for *dezessete mil*. */
export const spokenCall = ({ number, service, slot }: Call): string => {
  const [letters = '', digits = ''] = number.split('-')
  const spoken = `${letters}${digits}`.replace(/(?<=.)(?=.)/g, ' ')
  const place = slot === null ? '' : `, aparelho ${slot}`
  return `Senha ${spoken}. ${service}${place}.`
}
