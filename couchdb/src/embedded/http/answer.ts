import type { CouchError } from '../couch-error.ts'

const jsonHeaders = { 'content-type': 'application/json', 'cache-control': 'must-revalidate' }

/** Answers JSON as CouchDB does, with a line feed at the end. */
export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return answerText(status, JSON.stringify(body), headers)
}

/** Answers JSON that is text already. */
export function answerText(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${text}\n`, { status, headers: { ...jsonHeaders, ...headers } })
}

/** Answers an error in CouchDB's form. */
export function answerError(error: CouchError): Response {
  return answer(error.status, { error: error.error, reason: error.message }, error.headers)
}

/** Gives the headers of a stored revision. */
export function revisionHeaders(rev: string, location?: string): Record<string, string> {
  return { etag: `"${rev}"`, ...(location === undefined ? {} : { location }) }
}
