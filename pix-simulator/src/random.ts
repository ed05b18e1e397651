/** Gives `length` unpredictable bytes; passed in, so that tests can foresee them. */
export type RandomBytes = (length: number) => Uint8Array

const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Makes a text of letters and digits, each equally likely. */
export const randomAlphanumeric = (length: number, randomBytes: RandomBytes): string => {
  // Bytes from here up would make the first letters of the alphabet likelier than the others.
  const unbiasedBelow = 256 - (256 % alphanumerics.length)
  let text = ''
  while (text.length < length)
    for (const byte of randomBytes(length - text.length))
      if (byte < unbiasedBelow) text += alphanumerics.charAt(byte % alphanumerics.length)
  return text
}

/** Makes a lower-case hexadecimal text of `bytes` random bytes. */
export const randomHex = (bytes: number, randomBytes: RandomBytes): string =>
  Array.from(randomBytes(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
