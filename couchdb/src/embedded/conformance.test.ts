import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryCouch, type TemporaryCouch } from './_temporary-couch.ts'

/**
 * Answers of Apache CouchDB 3.5.0 to one session on one database, in order.
 *
 * What differs by nature is matched by its form: `<rev 2>`, `<seq>`, `<hex>`, `<digits>`, `<text>`,
 * `<number>`. `save` keeps the revision of an answer for later requests, as `{{name}}`.
 */
interface Exchange {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly status: number
  readonly answer: unknown
  readonly has?: readonly string[]
  readonly save?: string
}

const fixture = new URL('fixtures/couchdb-3.5-answers.json', import.meta.url)
const exchanges = JSON.parse(readFileSync(fixture, 'utf8')) as readonly Exchange[]
const revisions = new Map<string, string>()
let couch: TemporaryCouch

beforeAll(async () => {
  couch = await temporaryCouch()
})

afterAll(() => couch[Symbol.asyncDispose]())

test.for(exchanges.map((exchange) => [exchange.name, exchange] as const))(
  '%s: answered as by CouchDB 3.5.0',
  async ([, exchange]) => {
    const { method, path, body, headers } = fillIn(exchange)
    const reply = await couch.ask(method, path, { body, ...(headers && { headers }) })
    expect({ status: reply.status, answer: sorted(reply.body) }).toEqual({
      status: exchange.status,
      answer: sorted(toMatchers(exchange.answer)),
    })
    for (const header of exchange.has ?? []) expect(reply.headers.get(header)).not.toBeNull()
    if (exchange.save !== undefined)
      revisions.set(exchange.save, (reply.body as { rev: string }).rev)
  },
)

test('nothing failed behind the answers', () => {
  expect(couch.errors).toEqual([])
})

function fillIn(exchange: Exchange): Exchange {
  const filled = JSON.stringify(exchange).replaceAll(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => revisions.get(name) ?? '',
  )
  return JSON.parse(filled) as Exchange
}

const forms: Readonly<Record<string, unknown>> = {
  '<seq>': expect.stringMatching(/^\d+-[0-9a-f]{32}$/) as unknown,
  '<hex>': expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
  '<digits>': expect.stringMatching(/^\d+$/) as unknown,
  '<text>': expect.any(String) as unknown,
  '<number>': expect.any(Number) as unknown,
}

function toMatchers(recordedValue: unknown): unknown {
  if (Array.isArray(recordedValue)) return recordedValue.map(toMatchers)
  if (typeof recordedValue === 'object' && recordedValue !== null)
    return Object.fromEntries(
      Object.entries(recordedValue).map(([key, value]) => [key, toMatchers(value)]),
    )
  if (typeof recordedValue !== 'string') return recordedValue
  const [, generation] = /^<rev (\d+)>$/.exec(recordedValue) ?? []
  if (generation !== undefined) return expect.stringMatching(`^${generation}-[0-9a-f]{32}$`)
  return forms[recordedValue] ?? recordedValue
}

/** Puts rows with generated ids last: their place among the others is chance. */
function sorted(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('rows' in body) || !Array.isArray(body.rows))
    return body
  const rows = body.rows as readonly { readonly id?: unknown }[]
  const isGenerated = (row: { readonly id?: unknown }): boolean =>
    typeof row.id !== 'string' || /^[0-9a-f]{32}$/.test(row.id)
  return {
    ...body,
    rows: [...rows].sort((a, b) => Number(isGenerated(a)) - Number(isGenerated(b))),
  }
}
