import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, type StoredDocument } from '@totem/couchdb'
import { type TicketId } from '@totem/shared-schema'
import * as v from 'valibot'

/** The documents of one kind in a tenant's `payments`. */
export interface DocumentStore<T> {
  readonly get: (id: string) => Promise<T | undefined>
  /**
   * Changes a document by a decision on what it holds now; `undefined` leaves it. The decision is
   * made inside the conditional write and anew after a lost race, so of two at once one wins.
   */
  readonly decide: (
    id: string,
    decision: (current: T | undefined) => T | undefined,
  ) => Promise<Decided<T>>
  /** Gives the ids of all documents in a state, or of those of one provider or ticket. */
  readonly idsIn: (state: string, where?: DocumentFilter) => Promise<readonly string[]>
}

/** Which documents of a state are meant. */
export interface DocumentFilter {
  readonly provider?: string
  readonly ticketId?: TicketId
}

/** What a decision led to. */
export interface Decided<T> {
  /** The document as it is now. */
  readonly document: T | undefined
  /** Whether this very decision wrote it. */
  readonly isWritten: boolean
}

/** Lost races before something else must be wrong, and the longest pause after each, in ms. */
const attempts = 100
const pauseMs = 20

/** So many documents come in one answer of the database; a raw hook may weigh a megabyte. */
const pageSize = 50

/** Makes the store of one kind, which `type` names in each document. */
export const createDocumentStore = <T extends { readonly type: string }>(
  database: Database,
  type: T['type'],
  schema: v.GenericSchema<unknown, T>,
): DocumentStore<T> => {
  const parse = (stored: StoredDocument | undefined): T | undefined =>
    stored === undefined || stored._deleted === true ? undefined : v.parse(schema, stored)

  return {
    get: async (id) => parse(await database.get(id)),
    decide: async (id, decision) => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        if (attempt > 0) await sleep(Math.random() * pauseMs)
        const stored = await database.get(id)
        const current = parse(stored)
        const next = decision(current)
        if (next === undefined) return { document: current, isWritten: false }
        const rev = stored === undefined ? {} : { _rev: stored._rev }
        const outcome = await database.put({ ...next, _id: id, ...rev })
        if (outcome.kind === 'stored') return { document: next, isWritten: true }
        if (outcome.kind === 'refused') throw new Error(`${type} was refused: ${outcome.reason}`)
      }
      throw new Error(`a ${type} changed under ${attempts} attempts to write it`)
    },
    idsIn: async (state, where = {}) => {
      const ids: string[] = []
      let bookmark: string | undefined
      do {
        const page = await database.find({
          selector: { type, state, ...where },
          limit: pageSize,
          ...(bookmark !== undefined && { bookmark }),
        })
        ids.push(...page.docs.map(({ _id }) => _id))
        bookmark = page.bookmark
      } while (bookmark !== undefined)
      return ids
    },
  }
}
