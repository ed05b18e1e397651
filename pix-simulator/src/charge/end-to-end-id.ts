import * as v from 'valibot'
import { type RandomBytes, randomAlphanumeric } from '../random.ts'

/** Parses the id of one Pix: exactly 32 letters and digits (API Pix 2.9 `EndToEndId`). */
export const EndToEndId = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9]{32}$/), v.brand('EndToEndId'))
/** Names one Pix, unique among all banks; case matters. */
export type EndToEndId = v.InferOutput<typeof EndToEndId>

/** The payer's bank in every simulated Pix; no real institution has this ISPB. */
const payerIspb = '99999999'

/** Makes the id of a Pix: `E`, the payer's ISPB, the UTC minute, 11 random letters and digits. */
export const makeEndToEndId = (nowMs: number, randomBytes: RandomBytes): EndToEndId =>
  v.parse(EndToEndId, `E${payerIspb}${restOfId(nowMs, randomBytes)}`)

/** Makes what banks call a refund among themselves: like the id of a Pix, with a `D` in front. */
export const makeReturnId = (nowMs: number, randomBytes: RandomBytes): string =>
  `D${payerIspb}${restOfId(nowMs, randomBytes)}`

const restOfId = (nowMs: number, randomBytes: RandomBytes): string => {
  const minute = new Date(nowMs).toISOString().replaceAll(/\D/g, '').slice(0, 12)
  return minute + randomAlphanumeric(11, randomBytes)
}
