import * as v from 'valibot'

const texts = {
  pago: 'Pix feito! Veja a confirmação no totem.',
  devolvido: 'A devolução foi pedida. Ela aparece na cobrança.',
  'nada-a-devolver': 'Deste Pix não há mais nada a devolver.',
  defeitos: 'O banco de teste agora se comporta assim.',
  'ja-paga': 'Esta cobrança já foi paga.',
  removida: 'Esta cobrança foi cancelada por quem a criou.',
  expirada: 'Esta cobrança expirou. Peça um código novo.',
  desconhecida: 'Não encontramos esta cobrança aqui.',
  'codigo-invalido': 'Este não é um código Pix válido. Copie o código inteiro e cole de novo.',
  'codigo-de-outro-banco': 'Este código não é de uma cobrança deste banco de teste.',
} as const

/** Names what the page says after a payment was tried; stands in the address as `?aviso=`. */
export const NoticeCode = v.picklist([
  'pago',
  'devolvido',
  'nada-a-devolver',
  'defeitos',
  'ja-paga',
  'removida',
  'expirada',
  'desconhecida',
  'codigo-invalido',
  'codigo-de-outro-banco',
])
/** Names what the page says after a payment was tried. */
export type NoticeCode = v.InferOutput<typeof NoticeCode>

/** What the page says after a payment was tried. */
export interface Notice {
  readonly tone: 'good' | 'bad'
  readonly text: string
}

/** Finds the notice for what stands in the address; anything unknown gives none. */
export const noticeFor = (code: string | undefined): Notice | undefined => {
  const known = v.safeParse(NoticeCode, code)
  if (!known.success) return undefined
  const isGood = ['pago', 'devolvido', 'defeitos'].includes(known.output)
  return { tone: isGood ? 'good' : 'bad', text: texts[known.output] }
}
