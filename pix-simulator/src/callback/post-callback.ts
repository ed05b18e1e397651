import { type PostCallback } from './callback-sender.ts'

const timeoutMs = 5000

/** Sends a callback over the network; follows no redirect and waits five seconds at most. */
export const postCallback: PostCallback = async ({ url, headers, body }, signal) => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    // No answer is an outcome here, whatever the reason: the sender tries again.
    return undefined
  }
}
