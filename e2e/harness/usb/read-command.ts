/** A command at the head of a printer's buffer. */
export interface ReadCommand {
  readonly length: number
  /** How many bytes of a picture follow it. */
  readonly picture: number
}

/** How many bytes the commands have that Totem sends, by their first two. */
const lengths: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  0x1b: { 0x40: 2, 0x74: 3, 0x61: 3, 0x45: 3, 0x21: 3, 0x4d: 3, 0x32: 2, 0x33: 3, 0x64: 3 },
  0x1c: { 0x2e: 2 },
  0x1d: { 0x21: 3, 0x42: 3, 0x72: 3, 0x61: 3, 0xf9: 4 },
}

/** Reads the command at the head of a buffer; `undefined` while part of it is missing. Throws at one it does not know. */
export const readCommand = (buffer: readonly number[]): ReadCommand | undefined => {
  const [first, second, third = 0, fourth = 0, fifth = 0, sixth = 0, seventh = 0, eighth = 0] =
    buffer
  if (first === undefined) return undefined
  const known = lengths[first]
  if (known === undefined) return { length: 1, picture: 0 }
  if (second === undefined) return undefined
  const whole = (length: number, picture = 0): ReadCommand | undefined =>
    buffer.length < length ? undefined : { length, picture }
  if (first === 0x1d && second === 0x76)
    return whole(8, (fifth + sixth * 256) * (seventh + eighth * 256))
  if (first === 0x1d && second === 0x28) return whole(5 + fourth + fifth * 256)
  if (first === 0x1d && second === 0x56) return whole(third === 0x41 || third === 0x42 ? 4 : 3)
  const length = known[second]
  if (length === undefined)
    throw new Error(`the printer does not know ${first.toString(16)} ${second.toString(16)}`)
  return whole(length)
}
