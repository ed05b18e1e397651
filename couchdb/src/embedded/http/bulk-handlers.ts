import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { answer } from './answer.ts'
import { storeOf, type CouchDeps, type Handler } from './context.ts'
import { badRequest } from '../couch-error.ts'
import type { Store } from '../storage/store.ts'
import { checkDocument, checkDocumentId, maxDocumentBytes } from './document-rules.ts'
import { readRevision, winnerOf } from './read-documents.ts'
import {
  asJsonObject,
  readJson,
  readJsonObject,
  requireJson,
  type JsonObject,
} from './read-body.ts'
import { writeDocuments, type WriteRow } from './write-documents.ts'

const wantedSchema = v.array(v.object({ id: v.string(), rev: v.optional(v.string()) }))
const revisionsSchema = v.record(v.string(), v.array(v.string()))
const missingSchema = v.record(v.string(), v.object({ missing: v.array(v.string()) }))

/** Makes the handlers that read and write many documents at once. */
export function bulkHandlers(deps: CouchDeps): Record<'docs' | 'get' | 'revsDiff', Handler> {
  return {
    async docs(c) {
      const store = await storeOf(c, deps)
      requireJson(c)
      const { value, bytes } = await readJson(c)
      const body = asJsonObject(value, 'Request body must be a JSON object')
      if (!Array.isArray(body['docs'])) throw badRequest('POST body must include `docs` parameter.')
      const docs = body['docs'].map((doc) => checkBulkDocument(doc, bytes))
      const newEdits = body['new_edits'] !== false
      const rows = await writeDocuments(store, docs, { newEdits })
      return answer(201, rows.filter((row) => newEdits || !row.ok).map(bulkRow))
    },

    async get(c) {
      const store = await storeOf(c, deps)
      const body = await readJsonObject(c)
      const wanted = v.safeParse(wantedSchema, body['docs'])
      if (!wanted.success) throw badRequest('Missing JSON list of `docs`.')
      const revs = c.req.query('revs') === 'true'
      const results = await Promise.all(
        wanted.output.map(async ({ id, rev }) => ({
          id,
          docs: [await readRevision(store, { id, rev }, { revs })],
        })),
      )
      return answer(200, { results })
    },

    async revsDiff(c) {
      const store = await storeOf(c, deps)
      const asked = v.safeParse(revisionsSchema, await readJsonObject(c))
      if (!asked.success) throw badRequest('Request body must map ids to lists of revisions')
      const diff = v.parse(missingSchema, await store.pouch.revsDiff(asked.output))
      const rows = Object.entries(diff).map(([id, { missing }]) => {
        const ancestors = possibleAncestors(store, id, missing)
        return [id, { missing, ...(ancestors.length > 0 && { possible_ancestors: ancestors }) }]
      })
      return answer(200, Object.fromEntries(rows))
    },
  }
}

function checkBulkDocument(value: unknown, batchBytes: number): JsonObject {
  const doc = asJsonObject(value, 'Document must be a JSON object')
  const _id = checkDocumentId(doc['_id'] ?? randomUUID().replaceAll('-', ''))
  // Measuring each document costs time; a batch below the limit has none above it.
  const bytes = batchBytes > maxDocumentBytes ? Buffer.byteLength(JSON.stringify(doc)) : batchBytes
  return checkDocument({ ...doc, _id }, bytes)
}

function bulkRow(row: WriteRow): unknown {
  if (row.ok) return { ok: true, id: row.id, rev: row.rev }
  return { id: row.id, error: row.error.error, reason: row.error.message }
}

function possibleAncestors(
  store: Store,
  id: string,
  missing: readonly string[],
): readonly string[] {
  const newest = Math.max(...missing.map(generationOf))
  const leaves = winnerOf(store, id)?.leaves ?? []
  return leaves.filter((rev) => generationOf(rev) < newest)
}

const generationOf = (rev: string): number => Number.parseInt(rev, 10)
