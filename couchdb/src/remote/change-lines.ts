import * as v from 'valibot'
import type { ChangeRow } from '../port/couch-server.ts'
import { changeRowSchema, toChangeRows } from './change-rows.ts'
import { CouchRequestError } from './couch-request-error.ts'

/** Reads a continuous answer of `_changes` as its text arrives. */
export interface ChangeLines {
  /** Gives the rows whose lines are complete. @throws CouchRequestError for a line that is no change. */
  read(text: string): readonly ChangeRow[]
}

/** So many signs of life prove that a feed works; the first one may come from a proxy that goes silent. */
const provenBeats = 2

/** Makes the reader; `onProven` hears that the feed works: a row came, or it stayed alive for a while. */
export function createChangeLines(onProven: () => void): ChangeLines {
  let rest = ''
  let beats = 0
  return {
    read(text) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      const told = lines.filter((line) => line !== '')
      beats += lines.length - told.length
      const rows = told.map(parseRow)
      if (rows.length > 0 || beats >= provenBeats) onProven()
      return toChangeRows(rows)
    },
  }
}

function parseRow(line: string): v.InferOutput<typeof changeRowSchema> {
  try {
    return v.parse(changeRowSchema, JSON.parse(line))
  } catch (cause) {
    throw new CouchRequestError('CouchDB told something else than a change', { cause })
  }
}
