import { createHash, timingSafeEqual } from 'node:crypto'

/** What the one client of this bank signs in with. */
export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
}

/** Compares credentials in a time that does not depend on where they differ. */
export const areSameCredentials = (a: Credentials, b: Credentials): boolean =>
  timingSafeEqual(digest(a), digest(b))

const digest = ({ clientId, clientSecret }: Credentials): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([clientId, clientSecret]))
    .digest()
