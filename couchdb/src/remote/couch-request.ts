import type { IncomingMessage } from 'node:http'
import type { CouchAnswer } from './couch-answer.ts'
import type { CouchConnection, CouchRequest } from './couch-connection.ts'
import { CouchRequestError } from './couch-request-error.ts'

/** Asks a server; throws CouchRequestError when no whole answer comes in time. */
export type AskCouch = (request: CouchRequest) => Promise<CouchAnswer>

/** Makes the way to ask for documents: JSON there and JSON back. */
export function createAskCouch(connection: CouchConnection, timeoutMs: number): AskCouch {
  return async (request) => {
    let timer: NodeJS.Timeout | undefined
    try {
      const { answer, cancel } = connection.send(request)
      timer = setTimeout(() => {
        cancel(new Error(`no answer within ${timeoutMs} ms`))
      }, timeoutMs)
      const message = await answer
      const { statusCode: status = 0 } = message
      return { status, body: parse(await textOf(message), status) }
    } catch (cause) {
      const { method = 'GET', db = '' } = request
      throw new CouchRequestError(`CouchDB did not answer ${method} /${db}`, { cause })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Reads a body to its end; one that breaks off rejects. Events, because an iterator costs several times as much. */
const textOf = (message: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    message.setEncoding('utf8')
    message.on('data', (chunk: string) => (text += chunk))
    message.on('end', () => resolve(text))
    message.on('error', reject)
  })

/** What a proxy says of a dead CouchDB is no JSON; its status tells enough. */
function parse(text: string, status: number): unknown {
  try {
    const body: unknown = JSON.parse(text)
    return body
  } catch (error) {
    if (status >= 400) return undefined
    throw error
  }
}
