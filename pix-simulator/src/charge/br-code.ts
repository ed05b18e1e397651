import { generatePixPayload, getPixPayloadInfo } from '@brazilian-utils/brazilian-utils'

/** Who receives the money, as a BR Code names them. */
export interface Merchant {
  readonly name: string
  readonly city: string
}

/**
 * Builds the "Pix copia e cola" of a dynamic charge. Throws when what was built does not read back
 * as what was asked: a wrong code must never reach a customer.
 */
export const brCodeOf = (location: string, merchant: Merchant): string => {
  const code = generatePixPayload({
    url: location,
    merchantName: merchant.name,
    merchantCity: merchant.city,
  })
  const read = code === null ? null : getPixPayloadInfo(code)
  if (code === null || read?.url !== location || read.pointOfInitiation !== 'dynamic')
    throw new Error(`No valid BR Code can carry the location ${location}`)
  return code
}

/** What a pasted code asks to be paid: a charge, or an amount to a key. */
export type PastedCode =
  | { readonly kind: 'charge'; readonly location: string }
  | {
      readonly kind: 'key'
      readonly key: string
      readonly amountCents: number
      readonly txid: string | undefined
    }

/** Reads a pasted code; gives `undefined` for one that is damaged or leaves the amount to the payer. */
export const readPastedCode = (code: string): PastedCode | undefined => {
  const read = getPixPayloadInfo(code.trim())
  if (read?.url !== undefined) return { kind: 'charge', location: read.url }
  if (read?.key === undefined || read.amount === undefined) return undefined
  const amountCents = Math.round(read.amount * 100)
  return { kind: 'key', key: read.key, amountCents, txid: read.txid }
}
