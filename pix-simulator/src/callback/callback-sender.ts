import { type Pix } from '../bank/journal-entry.ts'
import { type PixJson } from '../api/pix-json.ts'
import { signCallback, signatureHeader } from './sign-callback.ts'

/** One POST to a receiver. */
export interface CallbackRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends one POST and gives the HTTP status; `undefined` when no answer came. Never throws. */
export type PostCallback = (
  request: CallbackRequest,
  signal: AbortSignal,
) => Promise<number | undefined>

/** What became of a callback; one that was interrupted is taken up again at the next start. */
export type CallbackOutcome = 'delivered' | 'given_up' | 'interrupted'

/** What the sender needs from the world. */
export interface CallbackSenderDeps {
  readonly nowMs: () => number
  /** Resolves after the time, or at once when the signal aborts. Never throws. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly post: PostCallback
  /** Writes a Pix as it stands at this moment, its refunds with it. */
  readonly show: (pix: Pix) => PixJson
  /** Tells about each attempt; it never hears the URL, which holds the receiver's token. */
  readonly onAttempt: (attempt: CallbackAttempt) => void
  /** Key of the signature; callbacks go unsigned without it. */
  readonly secret: string | undefined
}

/** One attempt to tell a receiver about a Pix. */
export interface CallbackAttempt {
  readonly endToEndId: string
  readonly attempt: number
  readonly status: number | undefined
}

/** Tells a receiver about a Pix, until it answers 2xx or the attempts run out. */
export type SendCallback = (
  webhookUrl: string,
  pix: Pix,
  signal: AbortSignal,
) => Promise<CallbackOutcome>

const seconds = 1000
const minutes = 60 * seconds

/** Pauses before each attempt after the first, in milliseconds: an hour in all, like a patient bank. */
export const retryPausesMs: readonly number[] = [
  1 * seconds,
  2 * seconds,
  5 * seconds,
  15 * seconds,
  30 * seconds,
  1 * minutes,
  5 * minutes,
  15 * minutes,
  40 * minutes,
]

/** Makes the sender of callbacks: `POST {webhookUrl}/pix` with `{"pix":[…]}` (API Pix 2.9 `listaPix`). */
export const createCallbackSender = ({
  nowMs,
  wait,
  post,
  show,
  onAttempt,
  secret,
}: CallbackSenderDeps): SendCallback => {
  const attemptOnce = async (
    { url, pix, attempt }: Attempt,
    signal: AbortSignal,
  ): Promise<CallbackOutcome | 'failed'> => {
    const body = JSON.stringify({ pix: [show(pix)] })
    // Signed anew each time: the receiver refuses old time stamps.
    const signature =
      secret === undefined ? {} : { [signatureHeader]: signCallback(secret, body, nowMs()) }
    const headers = { 'Content-Type': 'application/json', ...signature }
    const status = await post({ url, headers, body }, signal)
    // An attempt cut off by our own end says nothing about the receiver.
    if (status === undefined && signal.aborted) return 'interrupted'
    onAttempt({ endToEndId: pix.endToEndId, attempt, status })
    return status !== undefined && status >= 200 && status < 300 ? 'delivered' : 'failed'
  }

  return async (webhookUrl, pix, signal) => {
    const url = `${webhookUrl.replace(/\/$/, '')}/pix`
    for (const [index, pauseMs] of [0, ...retryPausesMs].entries()) {
      if (pauseMs > 0) await wait(pauseMs, signal)
      if (signal.aborted) return 'interrupted'
      const outcome = await attemptOnce({ url, pix, attempt: index + 1 }, signal)
      if (outcome !== 'failed') return outcome
    }
    return 'given_up'
  }
}

interface Attempt {
  readonly url: string
  readonly pix: Pix
  readonly attempt: number
}
