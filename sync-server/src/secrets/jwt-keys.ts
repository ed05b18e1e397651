import * as v from 'valibot'

const SigningKey = v.object({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  alg: v.literal('EdDSA'),
  use: v.literal('sig'),
  kid: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/)),
  x: v.string(),
  /** Absent on a retired key, which still checks tokens and signs none. */
  d: v.exactOptional(v.string()),
})

/** Parses the file of token keys: one signs, the others are still believed until they are removed. */
export const JwtKeys = v.pipe(
  v.object({ current: v.string(), keys: v.pipe(v.array(SigningKey), v.minLength(1)) }),
  v.check(
    ({ current, keys }) => keys.some(({ kid, d }) => kid === current && d !== undefined),
    '"current" must be the kid of a key with its private part "d"',
  ),
)
/** The Ed25519 keys that sign and check our tokens, told apart by their `kid`. */
export type JwtKeys = v.InferOutput<typeof JwtKeys>
