import { base64urlToBytes } from '@totem/shared-schema'
import { printableCharacters } from '../../receipt/printable.ts'
import { packedGlyphs } from './spleen-12x24.ts'

/** The cell of font A in dots. */
export const cell = { width: 12, height: 24 } as const

/** Says which dots of a character's cell are black; `undefined` for a character a receipt never holds. */
export const glyphOf = (character: string): ((x: number, y: number) => boolean) | undefined => {
  const index = printableCharacters.indexOf(character)
  if (index < 0 || character === '') return undefined
  return (x, y) => {
    const bit = (index * cell.height + y) * cell.width + x
    return (((bytes()[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
  }
}

let unpacked: Uint8Array | undefined
const bytes = (): Uint8Array => (unpacked ??= base64urlToBytes(packedGlyphs) ?? new Uint8Array())
