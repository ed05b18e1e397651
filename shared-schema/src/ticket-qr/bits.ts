/** Writes numbers with as many bits as each needs, the highest bit first. */
export interface BitWriter {
  /** Appends an integer of 0 ≤ value < 2^width. Throws on any other: a field was given a value its format has no room for. */
  write(value: number, width: number): void
  /** Gives the bytes so far; the last one is filled up with zeros. */
  bytes(): Uint8Array
}

/** Makes an empty {@link BitWriter}. */
export const createBitWriter = (): BitWriter => {
  const bits: number[] = []
  return {
    write(value, width) {
      if (!Number.isInteger(value) || value < 0 || value >= 2 ** width)
        throw new RangeError(`${value} does not fit into ${width} bits`)
      for (let bit = width - 1; bit >= 0; bit -= 1) bits.push(Math.floor(value / 2 ** bit) % 2)
    },
    bytes() {
      const bytes = new Uint8Array(Math.ceil(bits.length / 8))
      bits.forEach((bit, at) => {
        bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (7 - (at & 7)))
      })
      return bytes
    },
  }
}

/** Reads what a {@link BitWriter} wrote. */
export interface BitReader {
  /** Takes the next integer of a width of up to 53 bits. Throws when the bytes are at their end. */
  read(width: number): number
  /** Gives the bytes after the one in which reading stopped; `undefined` when its unread bits are not all zero. */
  rest(): Uint8Array | undefined
}

/** Makes a {@link BitReader} over bytes. */
export const createBitReader = (bytes: Uint8Array): BitReader => {
  let at = 0
  const next = (): number => {
    const byte = bytes[at >> 3]
    if (byte === undefined) throw new RangeError('the bytes are at their end')
    const bit = (byte >> (7 - (at & 7))) & 1
    at += 1
    return bit
  }
  return {
    read(width) {
      let value = 0
      for (let bit = 0; bit < width; bit += 1) value = value * 2 + next()
      return value
    },
    rest() {
      while ((at & 7) !== 0) if (next() === 1) return undefined
      return bytes.slice(at >> 3)
    },
  }
}
