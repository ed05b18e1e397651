import { type RxJsonSchema } from 'rxdb'

/** What RxDB must know of a document; the shape itself is parsed by valibot at every border. */
export interface StoredDocument {
  readonly id: string
}

/** Longest id of any collection. */
const maxIdLength = 40

/**
 * The RxDB schema of every collection. It names the id alone: a field that a newer build adds changes no schema, so
 * nothing has to be migrated when it comes, nor when that build is taken back.
 */
export const documentSchema: RxJsonSchema<StoredDocument> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: maxIdLength } },
  required: ['id'],
}
