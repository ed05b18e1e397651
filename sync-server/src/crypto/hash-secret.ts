import { createHash, timingSafeEqual } from 'node:crypto'

/** Hashes a random secret for keeping (SHA-256, base64url). Passwords need argon2 instead. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url')

/** Compares two hashes in a time that tells nothing about where they differ. */
export const isSameHash = (a: string, b: string): boolean => {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}
