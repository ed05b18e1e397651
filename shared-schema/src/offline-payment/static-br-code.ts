import {
  generatePixPayload,
  getPixKeyInfo,
  getPixPayloadInfo,
} from '@brazilian-utils/brazilian-utils'
import * as v from 'valibot'
import { type Cents } from '../money/cents.ts'

/** Parses who receives static Pix: key, name and city, as a BR Code carries them. */
export const PixReceiver = v.object({
  pixKey: v.pipe(v.string(), v.minLength(1), v.maxLength(77)),
  merchantName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  merchantCity: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
})
/** Who receives static Pix. */
export type PixReceiver = v.InferOutput<typeof PixReceiver>

/** What a static code asks for: how much, under which txid (1 to 25 letters and digits, BACEN BR Code 62-05). */
export interface StaticOrder {
  readonly txid: string
  readonly amountCents: Cents
}

/**
 * Builds the *copia e cola* of a static Pix with an amount. It is read back before anybody sees it: what does not
 * carry exactly key, amount and txid gives `undefined`, for a wrong code must never reach a customer.
 */
export const staticBrCode = (
  { pixKey, merchantName, merchantCity }: PixReceiver,
  { txid, amountCents }: StaticOrder,
): string | undefined => {
  const amount = amountCents / 100
  const code = generatePixPayload({ key: pixKey, merchantName, merchantCity, amount, txid })
  const read = code === null ? null : getPixPayloadInfo(code)
  if (code === null || read?.pointOfInitiation !== 'static') return undefined
  // The generator writes a key in its canonical form: `(51) 99999-8888` becomes `+5551999998888`.
  const isSame =
    read.txid === txid && read.amount === amount && read.key === getPixKeyInfo(pixKey)?.value
  return isSame ? code : undefined
}
