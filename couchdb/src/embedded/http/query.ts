import { badRequest } from '../couch-error.ts'

/** Reads a number of the query string; absent stays absent, nonsense throws CouchError 400. */
export function readNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text))
    throw badRequest(`Invalid value for integer parameter: ${JSON.stringify(text)} in ${name}`)
  return Number(text)
}

/** Reads a JSON value of the query string; nonsense throws CouchError 400. */
export function readJsonText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    throw badRequest('invalid UTF-8 JSON')
  }
}
