import { CouchRequestError } from './couch-request-error.ts'

/** What a server answered, success or not. */
export interface CouchAnswer {
  readonly status: number
  readonly body: unknown
}

/** Makes the error of an answer that nobody can act on. */
export function unexpectedAnswer(what: string, { status, body }: CouchAnswer): CouchRequestError {
  const error =
    typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : 'no JSON'
  return new CouchRequestError(`CouchDB answered ${status} (${error}) to ${what}`, { status })
}
