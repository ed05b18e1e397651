import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aPix, createFakeClock, startMs } from '../_makers.ts'
import { pixToJson } from '../api/pix-json.ts'
import {
  type CallbackAttempt,
  type CallbackRequest,
  type PostCallback,
  type SendCallback,
  createCallbackSender,
  retryPausesMs,
} from './callback-sender.ts'

const url = 'https://example.com/hooks/token'

interface Setup {
  readonly send: SendCallback
  readonly requests: { readonly atMs: number; readonly request: CallbackRequest }[]
  readonly attempts: CallbackAttempt[]
}

/** A sender whose receiver answers as told, then always with the last answer. */
const setUp = (
  answers: readonly (number | undefined)[],
  { secret, onPost }: { secret?: string; onPost?: () => void } = {},
): Setup => {
  const clock = createFakeClock()
  const requests: Setup['requests'] = []
  const attempts: CallbackAttempt[] = []
  const post: PostCallback = (request) => {
    requests.push({ atMs: clock.nowMs(), request })
    onPost?.()
    return Promise.resolve(answers[Math.min(requests.length, answers.length) - 1])
  }
  const send = createCallbackSender({
    nowMs: clock.nowMs,
    wait: (ms) => {
      clock.advance(ms)
      return Promise.resolve()
    },
    post,
    show: pixToJson,
    onAttempt: (attempt) => void attempts.push(attempt),
    secret,
  })
  return { send, requests, attempts }
}

const unstopped = (): AbortSignal => new AbortController().signal

describe('a callback', () => {
  test('posts the Pix to the webhook URL with /pix behind it', async () => {
    const { send, requests } = setUp([200])
    expect(await send(url, aPix(), unstopped())).toBe('delivered')
    expect(requests).toStrictEqual([
      {
        atMs: startMs,
        request: {
          url: `${url}/pix`,
          headers: { 'Content-Type': 'application/json' },
          body: '{"pix":[{"endToEndId":"E99999999202611231336AAAAAAAAAAA","txid":"TOTEM0123456789ABCDEFGHJKD01","valor":"90.00","chave":"7d9f0335-8dcc-4054-9bf9-0dbd61d36906","horario":"2026-11-23T13:36:00.000Z"}]}',
        },
      },
    ])
  })

  test('does not double the slash of a URL that ends in one', async () => {
    const { send, requests } = setUp([200])
    await send(`${url}/`, aPix(), unstopped())
    expect(requests[0]?.request.url).toBe(`${url}/pix`)
  })

  test('is repeated with growing pauses until the receiver takes it', async () => {
    const { send, requests, attempts } = setUp([undefined, 503, 302, 204])
    expect(await send(url, aPix(), unstopped())).toBe('delivered')
    expect(requests.map(({ atMs }) => atMs - startMs)).toStrictEqual([0, 1000, 3000, 8000])
    expect(attempts.map(({ attempt, status }) => [attempt, status])).toStrictEqual([
      [1, undefined],
      [2, 503],
      [3, 302],
      [4, 204],
    ])
  })

  test('is given up after the last pause', async () => {
    const { send, requests } = setUp([500])
    expect(await send(url, aPix(), unstopped())).toBe('given_up')
    expect(requests).toHaveLength(retryPausesMs.length + 1)
    expect([...retryPausesMs]).toStrictEqual(retryPausesMs.toSorted((a, b) => a - b))
  })

  test('is signed anew at each attempt, over the very bytes sent', async () => {
    const { send, requests } = setUp([500, 200], { secret: 's3cret' })
    await send(url, aPix(), unstopped())
    const expected = requests.map(({ atMs, request }) => {
      const t = atMs / 1000
      const v1 = createHmac('sha256', 's3cret').update(`${t}.${request.body}`).digest('hex')
      return `t=${t},v1=${v1}`
    })
    expect(requests.map(({ request }) => request.headers['X-Totem-Signature'])).toStrictEqual(
      expected,
    )
    expect(new Set(expected).size).toBe(2)
  })

  test('is left for the next start when the simulator stops between or within attempts', async () => {
    const stop = new AbortController()
    const { send, requests } = setUp([500], { onPost: () => stop.abort() })
    expect(await send(url, aPix(), stop.signal)).toBe('interrupted')
    expect(requests).toHaveLength(1)
    const silent = setUp([undefined], { onPost: () => stop.abort() })
    expect(await silent.send(url, aPix(), stop.signal)).toBe('interrupted')
    expect(silent.attempts).toStrictEqual([])
  })
})
