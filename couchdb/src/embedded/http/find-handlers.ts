import * as v from 'valibot'
import { answer } from './answer.ts'
import { param, storeOf, type CouchDeps, type Handler } from './context.ts'
import { omit } from '../../omit.ts'
import { badRequest, CouchError, fromPouch } from '../couch-error.ts'
import { readJsonObject, type JsonObject } from './read-body.ts'

const defaultLimit = 25
const nothingMore = 'nil'

const foundSchema = v.object({
  docs: v.array(v.record(v.string(), v.unknown())),
  warning: v.optional(v.string()),
})

const indexesSchema = v.object({
  total_rows: v.number(),
  indexes: v.array(v.looseObject({ type: v.string(), def: v.unknown() })),
})

const pagingSchema = v.object({
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), defaultLimit),
  skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  bookmark: v.nullish(v.string()),
})

type Name = 'find' | 'explain' | 'createIndex' | 'listIndexes' | 'deleteIndex'

/** Makes the handlers of Mango queries and their indexes. */
export function findHandlers(deps: CouchDeps): Record<Name, Handler> {
  return {
    find: async (c) => {
      const store = await storeOf(c, deps)
      const { query, skip } = readQuery(await readJsonObject(c))
      const found = v.parse(foundSchema, await run(store.pouch.find(query)))
      const bookmark = found.docs.length > 0 ? writeBookmark(skip + found.docs.length) : nothingMore
      return answer(200, {
        docs: found.docs,
        bookmark,
        ...(found.warning !== undefined && {
          warning: 'No matching index found, create an index to optimize query time.',
        }),
      })
    },

    explain: async (c) => {
      const store = await storeOf(c, deps)
      const { query } = readQuery(await readJsonObject(c))
      return answer(200, await run(store.pouch.explain(query)))
    },

    createIndex: async (c) => {
      const store = await storeOf(c, deps)
      const definition = v.safeParse(indexSchema, await readJsonObject(c))
      if (!definition.success) throw badRequest('Missing or invalid `index` definition')
      const { index, ...names } = definition.output
      const created = await run(store.pouch.createIndex({ index: { ...index, ...names } }))
      store.written.wake()
      return answer(200, created)
    },

    listIndexes: async (c) => {
      const store = await storeOf(c, deps)
      const listed = v.parse(indexesSchema, await store.pouch.getIndexes())
      return answer(200, {
        total_rows: listed.total_rows,
        indexes: listed.indexes.map(({ def, ...index }) =>
          index.type === 'json' ? { ...index, partitioned: false, def } : { ...index, def },
        ),
      })
    },

    deleteIndex: async (c) => {
      const store = await storeOf(c, deps)
      await run(
        store.pouch.deleteIndex({
          ddoc: `_design/${param(c, 'design')}`,
          name: param(c, 'name'),
          type: 'json',
        }),
      )
      store.written.wake()
      return answer(200, { ok: true })
    },
  }
}

const indexSchema = v.object({
  index: v.looseObject({
    fields: v.array(v.union([v.string(), v.record(v.string(), v.string())])),
  }),
  name: v.optional(v.string()),
  ddoc: v.optional(v.string()),
  type: v.optional(v.literal('json')),
})

interface Query {
  readonly query: JsonObject
  readonly skip: number
}

function readQuery(body: JsonObject): Query {
  const { selector, bookmark, ...rest } = omit(body, 'execution_stats')
  if (typeof selector !== 'object' || selector === null)
    throw new CouchError({
      status: 400,
      error: 'missing_required_key',
      reason: 'Missing required key: selector',
    })
  const paging = v.safeParse(pagingSchema, { ...rest, bookmark })
  if (!paging.success) throw badRequest('Invalid value for limit, skip or bookmark')
  const { limit } = paging.output
  const skip = readBookmark(paging.output.bookmark) ?? paging.output.skip
  return { query: { ...rest, selector, limit, skip }, skip }
}

// A bookmark is a position in the result: a document that comes before it meanwhile shifts the pages.
function writeBookmark(skip: number): string {
  return Buffer.from(`skip:${skip}`).toString('base64url')
}

function readBookmark(bookmark: string | null | undefined): number | undefined {
  if (bookmark == null || bookmark === '' || bookmark === nothingMore) return undefined
  const [, skip] = /^skip:(\d{1,15})$/.exec(Buffer.from(bookmark, 'base64url').toString()) ?? []
  if (skip === undefined)
    throw new CouchError({
      status: 400,
      error: 'invalid_bookmark',
      reason: `Invalid bookmark value: ${JSON.stringify(bookmark)}`,
    })
  return Number(skip)
}

/** Turns what pouchdb-find refuses, as plain errors without a status, into CouchDB's 400. */
async function run<T>(query: Promise<T>): Promise<T> {
  try {
    return await query
  } catch (error) {
    const known = fromPouch(error)
    if (known) throw known
    if (error instanceof Error)
      throw new CouchError({ status: 400, error: 'invalid_query', reason: error.message })
    throw error
  }
}
