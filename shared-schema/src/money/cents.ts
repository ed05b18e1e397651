import * as v from 'valibot'

/** Parses an amount of money: integer cents of a real, from 0 to R$ 1 million. */
export const Cents = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.maxValue(100_000_000),
  v.brand('Cents'),
)
/** An amount of money in integer cents of a real. */
export type Cents = v.InferOutput<typeof Cents>

const brl = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' })

/** Prints an amount as people read it: `R$ 90,00`. */
export const formatCents = (cents: Cents): string => brl.format(cents / 100)

/** Prints an amount as the BACEN API Pix writes it (`valor.original`, `^\d{1,10}\.\d{2}$`): `90.00`. */
export const centsToBacen = (cents: Cents): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`

/** Reads an amount of the BACEN API Pix; `undefined` for anything but digits, a point and two digits. */
export const bacenToCents = (text: string): Cents | undefined => {
  const match = /^(\d{1,10})\.(\d{2})$/.exec(text)
  if (match === null) return undefined
  const parsed = v.safeParse(Cents, Number(match[1]) * 100 + Number(match[2]))
  return parsed.success ? parsed.output : undefined
}
