import { hash, verify } from '@node-rs/argon2'

/** OWASP's minimum for argon2id (19 MiB, 2 passes): about 10 ms here, off the main thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Hashes a password for keeping (argon2id is the library's default). */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Checks a password against its hash. */
export const isPassword = (password: string, passwordHash: string): Promise<boolean> =>
  verify(passwordHash, password)
