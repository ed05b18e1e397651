import type { MiddlewareHandler } from 'hono'
import { CouchError } from '../couch-error.ts'

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i

/** Tells whether a host name can only mean this machine. */
export const isLoopback = (host: string): boolean => loopback.test(host)

/**
 * Answers under loopback names only.
 *
 * A page of the Internet can point its own name at 127.0.0.1 (DNS rebinding) and would then be of the
 * same origin as Fauxton.
 */
export function guardHost(): MiddlewareHandler {
  return async (c, next) => {
    if (!isLoopback(new URL(c.req.url).hostname))
      throw new CouchError({
        status: 403,
        error: 'forbidden',
        reason: 'The embedded server answers as http://127.0.0.1 and http://localhost only.',
      })
    await next()
  }
}
