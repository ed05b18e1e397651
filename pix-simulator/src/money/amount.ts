import * as v from 'valibot'

/** Checks an amount of money inside the bank: whole centavos, from 1 to what the BACEN format can print. */
export const Cents = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1, 'O valor deve ser maior que 0.00.'),
  v.maxValue(999_999_999_999),
  v.brand('Cents'),
)
/** An amount of money in centavos. */
export type Cents = v.InferOutput<typeof Cents>

/** Parses the BACEN form of an amount (`"90.00"`, API Pix 2.9 `Valor`) into centavos; refuses zero. */
export const Amount = v.pipe(
  v.string(),
  v.regex(/^\d{1,10}\.\d{2}$/, 'O valor deve ter a forma 0.00.'),
  v.transform((text) => Number(text.replace('.', ''))),
  Cents,
)

/** Prints centavos in the BACEN form, e.g. `"90.00"`. */
export const formatAmount = (cents: Cents): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`

const reais = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' })

/** Prints centavos as people in Brazil read them, e.g. `R$ 90,00`. */
export const formatReais = (cents: Cents): string => reais.format(cents / 100)
