import * as v from 'valibot'

/** How many rounds of PBKDF2 a staff PIN is stretched by (OWASP's figure for SHA-256). */
export const staffPinRounds = 600_000

/** Parses a PIN as staff type it: 6 digits. */
export const StaffPinDigits = v.pipe(v.string(), v.regex(/^\d{6}$/))

/**
 * Parses what a device keeps to check a staff PIN without a network: PBKDF2-SHA-256, salt and result in base64url.
 * Six digits fall to whoever copies this and has an hour; they keep customers out of a corner which shows no
 * personal data and moves no money, and guard nothing else.
 */
export const StaffPin = v.object({
  salt: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
  rounds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5_000_000)),
  hash: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
})
/** What a device checks a staff PIN with. */
export type StaffPin = v.InferOutput<typeof StaffPin>
