/**
 * Text and binary encodings the domain needs. Written here because the pure domain has neither
 * `TextEncoder` nor `Buffer`: it must give the same bytes in a browser, a worker and Node.
 */

/** Encodes text as UTF-8. A lone surrogate becomes U+FFFD, as `TextEncoder` does. */
export const utf8 = (text: string): Uint8Array => {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0xfffd
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 0x3f),
        0x80 | ((code >> 6) & 0x3f),
        0x80 | (code & 0x3f),
      )
  }
  return Uint8Array.from(bytes)
}

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Encodes bytes as unpadded base64url (RFC 4648 §5). */
export const bytesToBase64url = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const taken = Math.min(3, bytes.length - at)
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    for (let sextet = 0; sextet <= taken; sextet += 1)
      text += base64Alphabet.charAt((word >> (18 - 6 * sextet)) & 0x3f)
  }
  return text
}

/** The value of each character of base64url by its code; -1 for any other. */
const base64Values = Int8Array.from({ length: 128 }, (_, code) =>
  base64Alphabet.indexOf(String.fromCharCode(code)),
)

/** Decodes unpadded base64url; anything that is not its own canonical encoding gives `undefined`. */
export const base64urlToBytes = (text: string): Uint8Array | undefined => {
  if (text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let buffer = 0
  let bits = 0
  let at = 0
  for (let index = 0; index < text.length; index += 1) {
    const value = base64Values[text.charCodeAt(index)] ?? -1
    if (value < 0) return undefined
    buffer = ((buffer << 6) | value) & 0xfff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (buffer >> bits) & 0xff
    at += 1
  }
  // Bits that are left over and not zero: another text stands for the same bytes.
  return (buffer & ((1 << bits) - 1)) === 0 ? bytes : undefined
}

const crockford = '0123456789abcdefghjkmnpqrstvwxyz'

/** Encodes bytes as lower-case Crockford base32, cut to `length` characters: short ids people may read aloud. */
export const bytesToBase32 = (bytes: Uint8Array, length: number): string => {
  let text = ''
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0x1fff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += crockford.charAt((buffer >> bits) & 0x1f)
    }
  }
  return text.slice(0, length)
}
