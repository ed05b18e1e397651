import * as v from 'valibot'
import { CouchRequestError } from './couch-request-error.ts'

const bytesSchema = v.instance(Uint8Array)

/**
 * Reads an answer while it shows signs of life.
 *
 * A feed's heartbeats are line feeds; when a socket has died silently they stop, and nothing else
 * would ever tell.
 *
 * @throws CouchRequestError for a status of 400 and more or a silence longer than `silenceMs`.
 */
export async function fetchWatched(
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
  silenceMs: number,
): Promise<string> {
  const watchdog = new AbortController()
  const bark = (): void =>
    watchdog.abort(new CouchRequestError(`CouchDB was silent for ${silenceMs} ms`))
  let timer = setTimeout(bark, silenceMs)
  try {
    const signal = AbortSignal.any([init.signal, watchdog.signal])
    const response = await fetch(url, { headers: init.headers, signal })
    if (!response.ok) {
      await response.body?.cancel()
      const { status } = response
      throw new CouchRequestError(`CouchDB answered ${status} to _changes`, { status })
    }
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of response.body ?? []) {
      clearTimeout(timer)
      timer = setTimeout(bark, silenceMs)
      text += decoder.decode(v.parse(bytesSchema, chunk), { stream: true })
    }
    return text + decoder.decode()
  } finally {
    clearTimeout(timer)
  }
}
