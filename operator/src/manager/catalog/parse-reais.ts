import { Cents } from '@totem/shared-schema'
import * as v from 'valibot'

/** Reads an amount as people type it (`90`, `90,5`, `1.290,00`, `R$ 90,00`); `undefined` for anything else. */
export const parseReais = (text: string): Cents | undefined => {
  const match = /^(?:R\$)?\s*(\d{1,3}(?:\.\d{3})+|\d{1,7})(?:,(\d{1,2}))?$/.exec(text.trim())
  if (match === null) return undefined
  const [, whole = '', part = ''] = match
  const cents = Number(whole.replaceAll('.', '')) * 100 + Number(part.padEnd(2, '0'))
  const parsed = v.safeParse(Cents, cents)
  return parsed.success ? parsed.output : undefined
}

/** Prints an amount for a field: `90,00`. */
export const reaisText = (cents: number): string =>
  `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`
