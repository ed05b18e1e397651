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

/** Finds the location inside a pasted code; gives `undefined` for anything but a dynamic BR Code. */
export const locationInBrCode = (code: string): string | undefined =>
  getPixPayloadInfo(code.trim())?.url
