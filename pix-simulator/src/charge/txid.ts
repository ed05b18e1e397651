import * as v from 'valibot'
import { type RandomBytes, randomAlphanumeric } from '../random.ts'

/** Parses the txid of a charge: 26 to 35 letters and digits, case matters (API Pix 2.9 `TxId`). */
export const Txid = v.pipe(
  v.string(),
  v.regex(/^[a-zA-Z0-9]{26,35}$/, 'O txid deve ter de 26 a 35 letras e números.'),
  v.brand('Txid'),
)
/** Names a charge; chosen by the receiver, or by the bank on `POST /cob`. */
export type Txid = v.InferOutput<typeof Txid>

/** Makes the txid of a charge whose receiver leaves the choice to the bank. */
export const makeTxid = (randomBytes: RandomBytes): Txid =>
  v.parse(Txid, randomAlphanumeric(32, randomBytes))
