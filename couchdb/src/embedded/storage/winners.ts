import * as v from 'valibot'
import { leavesOf } from './leaves.ts'
import type { SqliteFile } from './sqlite-file.ts'

/** A document with its winning revision, as text that can be sent without being parsed. */
export interface Winner {
  readonly id: string
  readonly rev: string
  readonly deleted: boolean
  /** The number of the document's last change, whichever leaf it was of. */
  readonly seq: number
  /** All leaves, the winner first. */
  readonly leaves: readonly string[]
  /** The document as JSON; with `conflicts` it lists the other leaves that are alive. */
  text(options: { readonly conflicts: boolean }): string
}

/** Reads winners straight from PouchDB's tables: PouchDB counts all documents for every such question. */
export interface Winners {
  /** Gives those that exist, tombstones included, in no promised order. */
  byId(ids: readonly string[]): readonly Winner[]
  after(seq: number, limit: number): readonly Winner[]
  /** Gives the last ones first. */
  latest(limit: number): readonly Winner[]
}

const rowSchema = v.object({
  id: v.string(),
  rev: v.string(),
  deleted: v.number(),
  seq: v.number(),
  tree: v.string(),
  json: v.string(),
})

const select = `SELECT d.id AS id, s.rev AS rev, s.deleted AS deleted, d.max_seq AS seq, d.json AS tree, s.json AS json
  FROM "document-store" d JOIN "by-sequence" s ON s.seq = d.winningseq`

/** Opens the winners of a database. */
export function openWinners(file: SqliteFile): Winners {
  const read = (rest: string, values: readonly (string | number)[]): readonly Winner[] =>
    file.execute(`${select} ${rest}`, values).rows.map(toWinner)

  return {
    byId(ids) {
      const [id] = ids
      if (id === undefined) return []
      if (ids.length === 1) return read('WHERE d.id = ?', [id])
      // As one JSON value: the statement is the same however many there are, and their number has no bound.
      return read('WHERE d.id IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)])
    },
    after: (seq, limit) => read('WHERE d.max_seq > ? ORDER BY d.max_seq LIMIT ?', [seq, limit]),
    latest: (limit) => read('ORDER BY d.max_seq DESC LIMIT ?', [limit]),
  }
}

function toWinner(row: unknown): Winner {
  const { id, rev, deleted, seq, tree, json } = v.parse(rowSchema, row)
  const leaves = leavesOf(tree)
  return {
    id,
    rev,
    deleted: deleted === 1,
    seq,
    leaves: [rev, ...leaves.map((leaf) => leaf.rev).filter((other) => other !== rev)],
    text({ conflicts }) {
      const others = leaves.filter((leaf) => leaf.rev !== rev && !leaf.deleted)
      const own = {
        _id: id,
        _rev: rev,
        ...(conflicts && others.length > 0 && { _conflicts: others.map((leaf) => leaf.rev) }),
      }
      // PouchDB stores the members without these two.
      const members = json.slice(1, -1)
      return `${JSON.stringify(own).slice(0, -1)}${members === '' ? '' : ','}${members}}`
    },
  }
}
