import { type MiddlewareHandler } from 'hono'
import * as v from 'valibot'
import { respondDenied } from '../api/problem.ts'

/** What `@hono/node-server` puts beside a request whose client certificate was checked and is good. */
const CertifiedBindings = v.object({
  incoming: v.object({ socket: v.object({ authorized: v.literal(true) }) }),
})

/** Guards the API as real banks do: without a good certificate there is only a page of HTML. */
export const requireCertificate: MiddlewareHandler = async (c, next) => {
  if (!v.is(CertifiedBindings, c.env)) return respondDenied(c)
  await next()
  return undefined
}
