import { NEVER } from 'rxjs'
import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { type Network } from './network.ts'
import { request } from './request.ts'

/** A network that gives one answer and remembers what was asked. */
const networkOf = (answer: (init: RequestInit) => Response | Promise<Response>) => {
  const asked: { url: string; init: RequestInit }[] = []
  const network: Network = {
    origin: 'https://gateway.test',
    wake$: NEVER,
    openSocket: () => {
      throw new Error('no socket here')
    },
    fetch: async (url, init) => {
      asked.push({ url, init })
      return answer(init)
    },
  }
  return { network, asked }
}

const answer = v.object({ ok: v.boolean() })
const get = { method: 'GET', path: '/x', timeoutMs: 1_000, answer } as const
const fine = (): Response => Response.json({ ok: true })

test('an answer that fits is the value, without anything more', async () => {
  const { network, asked } = networkOf(() => Response.json({ ok: true, extra: 1 }))
  expect(await request(network, { ...get, token: 't' })).toEqual({ ok: true, value: { ok: true } })
  expect(asked[0]?.url).toBe('https://gateway.test/x')
  expect(asked[0]?.init).toMatchObject({
    method: 'GET',
    headers: { accept: 'application/json', authorization: 'Bearer t' },
  })
  expect(asked[0]?.init.body).toBeUndefined()
})

test.for<[string, () => Response | Promise<Response>, string]>([
  ['a network that is cut', () => Promise.reject(new TypeError('fetch failed')), 'TypeError'],
  ['a captive portal', () => new Response('<html>Login</html>'), 'SyntaxError'],
  ['an answer of another shape', () => Response.json([]), 'the answer is not of the gateway'],
  ['an empty answer', () => new Response(null, { status: 204 }), 'SyntaxError'],
])('%s is no gateway', async ([, respond, detail]) => {
  expect(await request(networkOf(respond).network, get)).toEqual({
    ok: false,
    error: { kind: 'unreachable', detail },
  })
})

test('a gateway that does not answer in time is given up', async () => {
  const { network } = networkOf(
    ({ signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error))
      }),
  )
  expect(await request(network, { ...get, timeoutMs: 20 })).toEqual({
    ok: false,
    error: { kind: 'unreachable', detail: 'TimeoutError' },
  })
})

describe('a problem', () => {
  test('tells its code, its detail and when to come back', async () => {
    const { network } = networkOf(() =>
      Response.json(
        {
          type: 'https://totem.example/problems/locked',
          title: 'Locked',
          status: 429,
          detail: 'later',
        },
        { status: 429, headers: { 'retry-after': '17' } },
      ),
    )
    expect(await request(network, get)).toEqual({
      ok: false,
      error: {
        kind: 'answered',
        status: 429,
        code: 'locked',
        detail: 'later',
        retryAfterSeconds: 17,
      },
    })
  })

  test('without a readable body keeps its status', async () => {
    const { network } = networkOf(
      () => new Response('Bad Gateway', { status: 502, statusText: 'Bad Gateway' }),
    )
    expect(await request(network, get)).toEqual({
      ok: false,
      error: {
        kind: 'answered',
        status: 502,
        code: 'unknown',
        detail: 'Bad Gateway',
        retryAfterSeconds: 0,
      },
    })
  })
})

describe('a body', () => {
  const post = { ...get, method: 'POST' } as const

  test('that is short goes as it is', async () => {
    const { network, asked } = networkOf(fine)
    await request(network, { ...post, body: { a: 'é' } })
    expect(asked[0]?.init.body).toBe('{"a":"é"}')
    expect(asked[0]?.init.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
    })
  })

  test('above a kilobyte goes packed, and unpacks to the same', async () => {
    const { network, asked } = networkOf(fine)
    const body = { text: 'gelo '.repeat(1_000) }
    await request(network, { ...post, body })
    const { init } = asked[0]!
    expect(init.headers).toMatchObject({ 'content-encoding': 'gzip' })
    const packed = new Uint8Array(init.body as ArrayBuffer)
    expect(packed.length).toBeLessThan(200)
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
    expect(await new Response(plain).json()).toEqual(body)
  })
})
