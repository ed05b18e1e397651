import * as v from 'valibot'
import { omit } from '../omit.ts'
import type { DatabaseName } from '../names/database-name.ts'
import type { Database } from '../port/couch-server.ts'
import { storedDocumentSchema, type PutOutcome, type StoredDocument } from '../port/documents.ts'
import { unexpectedAnswer, type CouchAnswer } from './couch-answer.ts'
import type { CouchRequest } from './couch-connection.ts'
import type { AskCouch } from './couch-request.ts'
import { epochOf } from './epoch.ts'
import type { FollowLive } from './live-changes.ts'
import { changesPageSchema, toChangeRows } from './change-rows.ts'

const reasonSchema = v.looseObject({ reason: v.nullish(v.string()) })

const keyedRowsSchema = v.object({
  rows: v.array(
    v.looseObject({
      key: v.string(),
      value: v.optional(v.object({ rev: v.string(), deleted: v.optional(v.boolean(), false) })),
      doc: v.optional(v.nullable(storedDocumentSchema)),
    }),
  ),
})

const writeRowsSchema = v.array(
  v.union([
    v.object({
      ok: v.literal(true),
      id: v.string(),
      rev: v.string(),
      accepted: v.optional(v.boolean(), false),
    }),
    v.object({ id: v.string(), error: v.string(), reason: v.optional(v.string(), '') }),
  ]),
)

const missingSchema = v.looseObject({ reason: v.literal('missing') })

const leavesSchema = v.array(v.object({ ok: storedDocumentSchema }))

const findSchema = v.object({
  docs: v.array(storedDocumentSchema),
  bookmark: v.nullish(v.string()),
})

const infoSchema = v.object({
  doc_count: v.number(),
  doc_del_count: v.number(),
  update_seq: v.string(),
  instance_start_time: v.string(),
})

const defaultFindLimit = 25

/** Makes a database that lives on a server. */
export function remoteDatabase(
  name: DatabaseName,
  { ask, follow }: { readonly ask: AskCouch; readonly follow: FollowLive },
): Database {
  const request = (asked: CouchRequest): Promise<CouchAnswer> => ask({ ...asked, db: name })

  async function expect<const S extends v.GenericSchema>(
    schema: S,
    asked: CouchRequest,
  ): Promise<v.InferOutput<S>> {
    const answer = await request(asked)
    const parsed = v.safeParse(schema, answer.body)
    if (answer.status >= 400 || !parsed.success) throw unexpectedAnswer(describe(asked), answer)
    return parsed.output
  }

  async function read(path: string): Promise<StoredDocument | 'missing' | 'deleted'> {
    const answer = await request({ path, query: { conflicts: 'true' } })
    if (answer.status === 404) {
      const { reason } = v.parse(reasonSchema, answer.body)
      if (reason === 'missing' || reason === 'deleted') return reason
    }
    const parsed = v.safeParse(storedDocumentSchema, answer.body)
    if (answer.status !== 200 || !parsed.success) throw unexpectedAnswer('a document', answer)
    return parsed.output
  }

  const rawInfo = (): Promise<v.InferOutput<typeof infoSchema>> => expect(infoSchema, {})

  const database: Database = {
    name,

    async get(id) {
      const found = await read(encodeURIComponent(id))
      if (found === 'missing') return undefined
      return found === 'deleted' ? (await database.getMany([id])).get(id) : found
    },

    async getMany(ids) {
      if (ids.length === 0) return new Map()
      const { rows } = await expect(keyedRowsSchema, {
        method: 'POST',
        path: '_all_docs',
        query: { include_docs: 'true', conflicts: 'true' },
        body: { keys: ids },
      })
      return new Map(
        rows.flatMap(({ key, value, doc }): [string, StoredDocument][] => {
          if (doc) return [[key, doc]]
          return value?.deleted ? [[key, { _id: key, _rev: value.rev, _deleted: true }]] : []
        }),
      )
    },

    async leaves(id) {
      const asked = { path: encodeURIComponent(id), query: { open_revs: 'all' } }
      const answer = await request(asked)
      if (answer.status === 404 && v.is(missingSchema, answer.body)) return []
      const rows = v.safeParse(leavesSchema, answer.body)
      if (answer.status !== 200 || !rows.success) throw unexpectedAnswer('the leaves', answer)
      return rows.output.map(({ ok: { _revisions, ...leaf } }) => leaf)
    },

    async put(doc) {
      const [outcome] = await database.putMany([doc])
      if (!outcome) throw new Error('A write without an outcome')
      return outcome
    },

    async putMany(docs) {
      if (docs.length === 0) return []
      // A document that was read with its conflicts is written without them.
      const body = { docs: docs.map((doc) => omit(doc, '_conflicts')) }
      const answer = await request({ method: 'POST', path: '_bulk_docs', body })
      const rows = v.safeParse(writeRowsSchema, answer.body)
      if (answer.status >= 400 || !rows.success || rows.output.length !== docs.length)
        throw unexpectedAnswer('_bulk_docs', answer)
      return rows.output.map((row): PutOutcome => {
        if (!('error' in row)) {
          const durability = answer.status === 202 || row.accepted ? 'accepted' : 'committed'
          return { kind: 'stored', id: row.id, rev: row.rev, durability }
        }
        if (row.error === 'conflict') return { kind: 'conflict', id: row.id }
        return { kind: 'refused', id: row.id, reason: `${row.error}: ${row.reason}` }
      })
    },

    async find({ limit = defaultFindLimit, ...query }) {
      const { docs, bookmark } = await expect(findSchema, {
        method: 'POST',
        path: '_find',
        body: { ...query, limit },
      })
      return { docs, bookmark: docs.length < limit ? undefined : (bookmark ?? undefined) }
    },

    async changes({ since, limit }) {
      const page = await expect(changesPageSchema, {
        path: '_changes',
        query: { since, limit: String(limit), include_docs: 'true', conflicts: 'true' },
      })
      return {
        rows: toChangeRows(page.results),
        lastSeq: page.last_seq,
        pending: page.pending,
      }
    },

    live: (options) => follow(database, options),

    async getLocal(id) {
      const found = await read(localPath(id))
      return typeof found === 'string' ? undefined : found
    },

    async putLocal(id, body) {
      await expect(v.object({ ok: v.literal(true) }), { method: 'PUT', path: localPath(id), body })
    },

    async info() {
      const info = await rawInfo()
      return {
        documents: info.doc_count,
        tombstones: info.doc_del_count,
        updateSeq: info.update_seq,
      }
    },

    async compact() {
      const done = v.object({ ok: v.literal(true) })
      await expect(done, { method: 'POST', path: '_compact', body: {} })
    },

    epoch: () => epochOf(database, async () => (await rawInfo()).instance_start_time),
  }
  return database
}

const localPath = (id: string): string => `_local/${encodeURIComponent(id)}`

const describe = ({ method = 'GET', path = '' }: CouchRequest): string => `${method} ${path}`
