import * as v from 'valibot'
import type { Store } from '../storage/store.ts'
import { answer, answerText } from './answer.ts'
import { storeOf, type CouchContext, type CouchDeps, type Handler } from './context.ts'
import { badRequest } from '../couch-error.ts'
import { readJsonText } from './query.ts'
import { readJsonObject, type JsonObject } from './read-body.ts'

const flag = v.optional(v.boolean(), false)
const count = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
const optionsSchema = v.object({
  keys: v.optional(v.array(v.string())),
  key: v.optional(v.unknown()),
  startkey: v.optional(v.unknown()),
  endkey: v.optional(v.unknown()),
  include_docs: flag,
  conflicts: flag,
  descending: flag,
  inclusive_end: v.optional(v.boolean(), true),
  limit: count,
  skip: count,
})

type AllDocsOptions = v.InferOutput<typeof optionsSchema>

const rowsSchema = v.object({
  total_rows: v.number(),
  rows: v.array(v.record(v.string(), v.unknown())),
})

/** Makes the handler of `_all_docs`: a range or a list of documents by id. */
export function allDocsHandler(deps: CouchDeps): Handler {
  return async (c) => {
    const store = await storeOf(c, deps)
    const options = await readOptions(c)
    if (options.keys) return answerText(200, keyedText(store, options.keys, options))
    const { key, startkey, endkey, ...rest } = options
    const found = await readRange(store, { ...rest, key, startkey, endkey })
    return answer(200, {
      total_rows: found.total_rows,
      offset: options.skip ?? 0,
      rows: found.rows,
    })
  }
}

/** Prints documents in the order of their keys, each as often as it is asked for. */
function keyedText(
  store: Store,
  keys: readonly string[],
  { skip = 0, limit, include_docs, conflicts }: AllDocsOptions,
): string {
  const wanted = keys.slice(skip, limit === undefined ? undefined : skip + limit)
  const found = new Map(store.winners.byId([...new Set(wanted)]).map((each) => [each.id, each]))
  const rows = wanted.map((key) => {
    const winner = found.get(key)
    if (winner === undefined) return JSON.stringify({ key, error: 'not_found' })
    const { id, rev, deleted } = winner
    const row = JSON.stringify({ id, key, value: { rev, ...(deleted && { deleted }) } })
    if (!include_docs) return row
    return `${row.slice(0, -1)},"doc":${deleted ? 'null' : winner.text({ conflicts })}}`
  })
  return `{"total_rows":${store.documentCount()},"offset":null,"rows":[\n${rows.join(',\n')}\n]}`
}

async function readRange(
  store: Store,
  options: JsonObject,
): Promise<v.InferOutput<typeof rowsSchema>> {
  return v.parse(rowsSchema, await store.pouch.allDocs(withoutAbsent(options)))
}

/** Reads the options of `_all_docs` from the query string and, over it, from the body. */
async function readOptions(c: CouchContext): Promise<AllDocsOptions> {
  const fromQuery: Record<string, unknown> = {}
  for (const [name, text] of Object.entries(c.req.query()))
    fromQuery[alias(name)] = readJsonText(text)
  const body: JsonObject = c.req.method === 'POST' ? await readJsonObject(c) : {}
  const parsed = v.safeParse(optionsSchema, { ...fromQuery, ...body })
  if (!parsed.success)
    throw badRequest(`Invalid value for ${v.getDotPath(parsed.issues[0]) ?? '?'}`)
  return parsed.output
}

const aliases: Readonly<Record<string, string>> = { start_key: 'startkey', end_key: 'endkey' }
const alias = (name: string): string => aliases[name] ?? name

function withoutAbsent(options: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
