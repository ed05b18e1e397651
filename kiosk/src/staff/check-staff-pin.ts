import { base64urlToBytes, bytesToBase64url, type StaffPin } from '@totem/shared-schema'

/** Checks a PIN on the kiosk itself, so that the corner opens without a network. */
export const checkStaffPin = async (pin: string, held: StaffPin): Promise<boolean> => {
  const salt = base64urlToBytes(held.salt)
  if (salt === undefined) return false
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  const algorithm = {
    name: 'PBKDF2',
    hash: 'SHA-256',
    salt: Uint8Array.from(salt),
    iterations: held.rounds,
  }
  const bits = await crypto.subtle.deriveBits(algorithm, key, 256)
  return bytesToBase64url(new Uint8Array(bits)) === held.hash
}
