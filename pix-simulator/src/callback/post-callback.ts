import { Agent, fetch } from 'undici'
import { type TlsConfig } from '../config.ts'
import { type PostCallback } from './callback-sender.ts'

const timeoutMs = 5000

/** Sends callbacks over the network; disposing it closes the connections that wait for the next. */
export interface CallbackPoster extends AsyncDisposable {
  /** Follows no redirect and waits five seconds at most. */
  readonly post: PostCallback
}

/** Makes the poster; with `tls` it shows the bank's own certificate to receivers that ask for one. */
export const createCallbackPoster = (tls: TlsConfig | undefined): CallbackPoster => {
  const dispatcher = new Agent(tls === undefined ? {} : { connect: { ...tls } })
  return {
    post: async ({ url, headers, body }, signal) => {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers,
          body,
          redirect: 'manual',
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
          dispatcher,
        })
        await response.body?.cancel()
        return response.status
      } catch {
        // No answer is an outcome here, whatever the reason: the sender tries again.
        return undefined
      }
    },
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  }
}
