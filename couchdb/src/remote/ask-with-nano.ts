import nano from 'nano'
import * as v from 'valibot'
import { authorization, type CouchAddress } from './couch-connection.ts'
import type { AskCouch } from './couch-request.ts'
import { CouchRequestError } from './couch-request-error.ts'

const refusalSchema = v.object({
  statusCode: v.pipe(v.number(), v.minValue(400)),
  error: v.optional(v.string(), 'unknown_error'),
  reason: v.optional(v.nullable(v.string()), null),
})

const statusSchema = v.object({ headers: v.object({ statusCode: v.number() }) })

/**
 * Makes the way to ask for databases, indexes and rights: CouchDB's own client.
 *
 * Nano leaves keep-alive to Node's fetch. Its methods take no timeout, so only its general `request` is used.
 */
export function createAskWithNano(
  address: CouchAddress,
  limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
): AskCouch {
  const headers = { Authorization: authorization(address) }

  return async ({ method = 'GET', db, path, query, body }) => {
    let status = 0
    // 201 and 202 have the same body; the log is where nano shows the status.
    const log = (entry: unknown): void => {
      const parsed = v.safeParse(statusSchema, entry)
      if (parsed.success) status = parsed.output.headers.statusCode
    }
    const client = nano({ url: address.url, headers, log })
    // Nano's types do not know `signal`, its code does.
    const options = {
      method,
      signal: AbortSignal.any([limits.signal, AbortSignal.timeout(limits.timeoutMs)]),
      ...(db !== undefined && { db }),
      ...(path !== undefined && { path }),
      ...(query && { qs: query }),
      ...(body !== undefined && { body }),
    }
    try {
      const answer: unknown = await client.request(options)
      // Nano gives '' for a body that broke off on its way.
      if (answer === '') throw new Error('The answer broke off')
      return { status, body: answer }
    } catch (cause) {
      const refusal = v.safeParse(refusalSchema, cause)
      if (refusal.success) {
        const { statusCode, error, reason } = refusal.output
        return { status: statusCode, body: { error, reason } }
      }
      throw new CouchRequestError(`CouchDB did not answer ${method} /${db ?? ''}`, { cause })
    }
  }
}
