import * as v from 'valibot'
import type { ChangeRow } from '../port/couch-server.ts'
import { storedDocumentSchema } from '../port/documents.ts'

/** Parses one change of `_changes?include_docs=true`; an error answer does not pass. */
export const changeRowSchema = v.object({
  seq: v.string(),
  id: v.string(),
  doc: storedDocumentSchema,
})

/** Parses a whole answer of `_changes?include_docs=true`. */
export const changesPageSchema = v.object({
  results: v.array(changeRowSchema),
  last_seq: v.string(),
  pending: v.optional(v.number(), 0),
})

/** Keeps the rows of ordinary documents; indexes are stored as documents too. */
export function toChangeRows(
  rows: readonly v.InferOutput<typeof changeRowSchema>[],
): readonly ChangeRow[] {
  return rows.filter(({ id }) => !id.startsWith('_design/')).map(({ seq, doc }) => ({ seq, doc }))
}
