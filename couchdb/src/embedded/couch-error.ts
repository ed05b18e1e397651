import * as v from 'valibot'

/** An answer of CouchDB that is not a success: HTTP status, error word and reason. */
export class CouchError extends Error {
  override readonly name = 'CouchError'
  readonly status: number
  readonly error: string
  readonly headers: Readonly<Record<string, string>>

  constructor(
    answer: { readonly status: number; readonly error: string; readonly reason: string },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(answer.reason)
    this.status = answer.status
    this.error = answer.error
    this.headers = headers
  }
}

/** Makes a 400 `bad_request`. */
export const badRequest = (reason: string): CouchError =>
  new CouchError({ status: 400, error: 'bad_request', reason })

/** Makes a 404 `not_found`; CouchDB's reasons are `missing`, `deleted` and a sentence for databases. */
export const notFound = (reason: string): CouchError =>
  new CouchError({ status: 404, error: 'not_found', reason })

/** Makes the 409 of every lost race. */
export const conflict = (): CouchError =>
  new CouchError({ status: 409, error: 'conflict', reason: 'Document update conflict.' })

/** Makes a 501 for what a real CouchDB does and this server deliberately does not. */
export const notImplemented = (reason: string): CouchError =>
  new CouchError({ status: 501, error: 'not_implemented', reason })

const pouchErrorSchema = v.object({
  status: v.pipe(v.number(), v.minValue(400)),
  name: v.string(),
  message: v.string(),
  reason: v.optional(v.unknown()),
})

/** Reads a PouchDB error, thrown or given as a row, as CouchDB would answer it. */
export function fromPouch(error: unknown): CouchError | undefined {
  const parsed = v.safeParse(pouchErrorSchema, error)
  if (!parsed.success) return undefined
  const { status, name, message, reason } = parsed.output
  if (/disk is full/i.test(`${message} ${String(reason)}`))
    return new CouchError({
      status: 507,
      error: 'insufficient_storage',
      reason: 'The disk is full.',
    })
  if (status === 409) return conflict()
  const told = status === 404 && typeof reason === 'string' ? reason : message
  return new CouchError({ status, error: name, reason: told })
}
