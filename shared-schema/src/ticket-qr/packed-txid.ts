import { chargeTxid, intentOfTxid } from '../ticket/payment-intent.ts'
import { type BitReader, type BitWriter } from './bits.ts'
import { capitalsPacking, readPacked, txidPacking, writePacked } from './packed-text.ts'

/** How a txid is written: the shorter, the more of it the ticket already says. */
const kinds = { none: 0, intent: 1, charge: 2, otherCharge: 3, other: 4 } as const

/** Writes the txid of a charge, mostly by what it shares with the ticket's own intent. */
export const writeTxid = (bits: BitWriter, txid: string | null, intent: string): void => {
  if (txid === null) bits.write(kinds.none, 3)
  else if (txid === intent) bits.write(kinds.intent, 3)
  else {
    const base = intentOfTxid(txid)
    const attempt = attemptOf(txid)
    if (attempt === undefined || !/^[0-9A-Z]{25}$/.test(base)) {
      bits.write(kinds.other, 3)
      bits.write(txid.length, 6)
      writePacked(bits, txid, txidPacking)
      return
    }
    bits.write(base === intent ? kinds.charge : kinds.otherCharge, 3)
    if (base !== intent) writePacked(bits, base, capitalsPacking)
    bits.write(attempt, 7)
  }
}

/** Reads a txid. Throws a RangeError on a way of writing that this format does not have. */
export const readTxid = (bits: BitReader, intent: string): string | null => {
  switch (bits.read(3)) {
    case kinds.none:
      return null
    case kinds.intent:
      return intent
    case kinds.charge:
      return chargeTxid(intent, bits.read(7))
    case kinds.otherCharge: {
      const base = readPacked(bits, 25, capitalsPacking)
      return chargeTxid(base, bits.read(7))
    }
    case kinds.other:
      return readPacked(bits, bits.read(6), txidPacking)
    default:
      throw new RangeError('a txid of a newer format')
  }
}

/** Gives the number of a charge, when its txid is made as ours are. */
const attemptOf = (txid: string): number | undefined => {
  const attempt = Number(txid.slice(26))
  return attempt < 128 && txid === chargeTxid(intentOfTxid(txid), attempt) ? attempt : undefined
}
