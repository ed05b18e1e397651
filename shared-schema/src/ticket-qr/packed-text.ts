import { type BitReader, type BitWriter } from './bits.ts'

/** An alphabet, and how many of its characters share how many bits. */
export interface Packing {
  readonly alphabet: string
  readonly groupLength: number
  readonly groupBits: number
}

/** Crockford's base32 as ids have it: 5 bits a character. */
export const base32Packing: Packing = {
  alphabet: '0123456789abcdefghjkmnpqrstvwxyz',
  groupLength: 1,
  groupBits: 5,
}

/** Digits and capitals: 36⁵ < 2²⁶. */
export const capitalsPacking: Packing = {
  alphabet: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  groupLength: 5,
  groupBits: 26,
}

/** What a Pix txid may hold: 62⁵ < 2³⁰. */
export const txidPacking: Packing = {
  alphabet: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  groupLength: 5,
  groupBits: 30,
}

/** Writes text of a known length, group by group. Throws on a character that is not in the alphabet. */
export const writePacked = (writer: BitWriter, text: string, packing: Packing): void => {
  const { alphabet, groupLength, groupBits } = packing
  for (let at = 0; at < text.length; at += groupLength) {
    const group = text.slice(at, at + groupLength).padEnd(groupLength, alphabet.charAt(0))
    let value = 0
    for (const character of group) {
      const digit = alphabet.indexOf(character)
      if (digit < 0) throw new RangeError(`no ${character} in this alphabet`)
      value = value * alphabet.length + digit
    }
    writer.write(value, groupBits)
  }
}

/** Reads text of a known length. Throws on a group that no writer makes. */
export const readPacked = (reader: BitReader, length: number, packing: Packing): string => {
  const { alphabet, groupLength, groupBits } = packing
  let text = ''
  while (text.length < length) {
    let value = reader.read(groupBits)
    let group = ''
    for (let digit = 0; digit < groupLength; digit += 1) {
      group = alphabet.charAt(value % alphabet.length) + group
      value = Math.floor(value / alphabet.length)
    }
    if (value > 0) throw new RangeError('a group beyond its alphabet')
    text += group
  }
  return text.slice(0, length)
}
