import * as v from 'valibot'
import { omit } from '../../omit.ts'
import type { SqliteFile } from './sqlite-file.ts'

/** A `_local/` document as it is answered. */
export type LocalDocument = Readonly<Record<string, unknown>> & {
  readonly _id: string
  readonly _rev: string
}

/** The `_local/` documents of a database: neither replicated nor listed among its changes. */
export interface LocalDocuments {
  get(id: string): LocalDocument | undefined
  /** Stores the document and returns its revision `0-N`; as in CouchDB no revision is refused. */
  put(id: string, body: Readonly<Record<string, unknown>>): string
  remove(id: string): boolean
}

const rowSchema = v.object({ rev: v.string(), json: v.string() })
const bodySchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()))

/** Keeps local documents in the table where PouchDB keeps them, so both see the same ones. */
export function localDocuments(file: SqliteFile): LocalDocuments {
  return {
    get(id) {
      const [row] = file.execute('SELECT rev, json FROM "local-store" WHERE id = ?', [id]).rows
      if (!row) return undefined
      const { rev, json } = v.parse(rowSchema, row)
      return { ...v.parse(bodySchema, json), _id: id, _rev: rev }
    },

    put(id, body) {
      const rev = nextRevision(body['_rev'])
      file.transaction(() =>
        file.execute('INSERT OR REPLACE INTO "local-store" (id, rev, json) VALUES (?, ?, ?)', [
          id,
          rev,
          JSON.stringify(omit(body, '_id', '_rev', '_revisions')),
        ]),
      )
      return rev
    },

    remove(id) {
      const { rowsAffected } = file.transaction(() =>
        file.execute('DELETE FROM "local-store" WHERE id = ?', [id]),
      )
      return rowsAffected > 0
    },
  }
}

function nextRevision(previous: unknown): string {
  const match = /^0-(\d+)$/.exec(typeof previous === 'string' ? previous : '0-0')
  return `0-${Number(match?.[1] ?? 0) + 1}`
}
