import { gzipSync, zstdCompressSync } from 'node:zlib'
import { Hono } from 'hono'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type AppEnv } from './app-env.ts'
import { jsonBody } from './json-body.ts'

const app = new Hono<AppEnv>().post(
  '/echo',
  jsonBody(v.object({ rows: v.array(v.unknown()) }), 10_000),
  (c) => c.json({ count: c.req.valid('json').rows.length }),
)

describe('a body', () => {
  const json = { 'content-type': 'application/json' }
  const post = async (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = json,
  ): Promise<number> => (await app.request('/echo', { method: 'POST', body, headers })).status
  const rows = (bytes: number): string => JSON.stringify({ rows: ['x'.repeat(bytes)] })

  test.for<[string, number, string | Uint8Array<ArrayBuffer>, Record<string, string>]>([
    ['is parsed', 200, '{"rows":[1,2]}', json],
    [
      'may name its charset',
      200,
      '{"rows":[]}',
      { 'content-type': 'application/json; charset=utf-8' },
    ],
    ['may be gzip', 200, gzipSync('{"rows":[]}'), { ...json, 'content-encoding': 'gzip' }],
    ['may be zstd', 200, zstdCompressSync('{"rows":[]}'), { ...json, 'content-encoding': 'zstd' }],
    ['that is cut is malformed', 400, '{"rows":[', json],
    ['that is empty is malformed', 400, '', json],
    ['that is not UTF-8 is malformed', 400, Uint8Array.from([0x22, 0xff, 0x22]), json],
    ['of another shape is refused', 422, '{"rows":{}}', json],
    ['that is plain text is refused', 415, '{"rows":[]}', { 'content-type': 'text/plain' }],
    [
      'that is a form is refused',
      415,
      'rows=1',
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    ['in an unknown encoding is refused', 415, '{}', { ...json, 'content-encoding': 'toString' }],
    [
      'that is not what its encoding says is refused',
      400,
      '{}',
      { ...json, 'content-encoding': 'gzip' },
    ],
    ['that is too large is refused', 413, rows(10_001), json],
    [
      'that grows too large is refused',
      413,
      gzipSync(rows(5_000_000)),
      { ...json, 'content-encoding': 'gzip' },
    ],
    [
      'that is nested without end is refused',
      422,
      `${'['.repeat(4_000)}${']'.repeat(4_000)}`,
      json,
    ],
  ])('%s', async ([, status, body, headers]) => {
    expect(await post(body, headers)).toBe(status)
  })

  test('without a length is measured while it comes', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(4_096).fill(0x20)),
    })
    const response = await app.request('/echo', {
      method: 'POST',
      body: endless,
      headers: json,
      duplex: 'half',
    })
    expect(response.status).toBe(413)
  })

  test('pollutes no prototype', async () => {
    await post('{"rows":[],"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}')
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })
})
