import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Name and password of the one account. */
export interface AdminAccount {
  readonly name: string
  readonly password: string
}

/** Knows the one admin and hands out sessions that end with the process. */
export interface AdminLogin {
  readonly name: string
  check(name: string, password: string): boolean
  /** Makes the value of an AuthSession cookie. */
  issueSession(): string
  /** Tells whether a session is valid and whether it is old enough to be renewed. */
  checkSession(session: string): 'valid' | 'renew' | 'invalid'
}

/** Seconds a session lasts without a request, as in CouchDB. */
export const sessionSeconds = 600

const renewAfterSeconds = 60

/**
 * Makes the login of the one admin.
 *
 * @throws Error when name or password is empty: a server without a password is everybody's.
 */
export function createAdminLogin(account: AdminAccount, now: () => number): AdminLogin {
  if (account.name === '' || account.password === '')
    throw new Error('The embedded CouchDB needs an admin with a password')
  const secret = randomBytes(32)
  const expected = digest(`${account.name}:${account.password}`)

  const sign = (issued: string): string =>
    createHmac('sha256', secret).update(issued).digest('base64url')

  return {
    name: account.name,
    check: (name, password) => timingSafeEqual(digest(`${name}:${password}`), expected),

    issueSession() {
      const issued = Math.floor(now() / 1000).toString(16)
      return `${issued}.${sign(issued)}`
    },

    checkSession(session) {
      const [issued = '', signature = ''] = session.split('.')
      if (!timingSafeEqual(digest(sign(issued)), digest(signature))) return 'invalid'
      const age = now() / 1000 - Number.parseInt(issued, 16)
      if (age > sessionSeconds) return 'invalid'
      return age > renewAfterSeconds ? 'renew' : 'valid'
    },
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
