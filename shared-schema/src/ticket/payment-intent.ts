import { type RandomBytes } from '../crypto/seal.ts'
import { bytesToBase32 } from '../encoding/bytes.ts'
import { type KioskLetter } from '../ids/ids.ts'

/**
 * Makes a ticket's payment intent: 25 upper-case letters and digits (kiosk letter padded, random rest), which is
 * a static Pix txid as it stands (BACEN: 1–25) and the front of every dynamic one. It holds nothing personal:
 * payer and banks see it.
 */
export const makePaymentIntent = (letter: KioskLetter, randomBytes: RandomBytes): string =>
  `T${letter.padEnd(2, '0')}${bytesToBase32(randomBytes(14), 22).toUpperCase()}`

/** Gives the txid of the nth charge for an intent: 28 characters (BACEN `cob`: 26–35). */
export const chargeTxid = (intent: string, attempt: number): string =>
  `${intent}D${String(attempt).padStart(2, '0')}`

/** Gives the intent behind a txid, dynamic or static. */
export const intentOfTxid = (txid: string): string => txid.slice(0, 25)
