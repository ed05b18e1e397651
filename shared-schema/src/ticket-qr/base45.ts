/** The alphabet of base45 (RFC 9285 §4.2), which is exactly what a QR code's alphanumeric mode holds. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/**
 * Encodes bytes as base45 (RFC 9285): two bytes in three characters. Space, `%` and `+` are among them: never trim such
 * text, never put it unescaped into a URL.
 */
export const bytesToBase45 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const high = bytes[at] ?? 0
    const low = bytes[at + 1]
    const value = low === undefined ? high : high * 256 + low
    text += alphabet.charAt(value % 45) + alphabet.charAt(Math.floor(value / 45) % 45)
    if (low !== undefined) text += alphabet.charAt(Math.floor(value / 2025))
  }
  return text
}

/** Decodes base45; `undefined` for anything that no encoder writes. */
export const base45ToBytes = (text: string): Uint8Array | undefined => {
  if (text.length % 3 === 1) return undefined
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const digits = Array.from(text.slice(at, at + 3), (character) => alphabet.indexOf(character))
    if (digits.some((digit) => digit < 0)) return undefined
    const [first = 0, second = 0, third] = digits
    const value = first + 45 * second + 2025 * (third ?? 0)
    if (value > (third === undefined ? 0xff : 0xffff)) return undefined
    if (third !== undefined) bytes.push(value >> 8)
    bytes.push(value & 0xff)
  }
  return Uint8Array.from(bytes)
}
