import { type RxJsonSchema } from 'rxdb'
import { collectionNames, documentSchemas, type CollectionName } from '@totem/shared-schema'

/** The version of the documents as a device stores them. */
const schemaVersion = 0

/** Longest id of any collection. */
const maxIdLength = 40

/** What RxDB must know of a document; the shape itself is parsed by valibot at every border. */
export type StoredDocument = Readonly<Record<string, unknown>> & { readonly id: string }

/** Derives the RxDB schemas of all collections from the valibot ones. */
export const collectionSchemas = (): Record<CollectionName, RxJsonSchema<StoredDocument>> => {
  const entries = collectionNames.map((name) => [name, schemaOf(name)] as const)
  // `Object.fromEntries` forgets which keys there are.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Record<CollectionName, RxJsonSchema<StoredDocument>>
}

const schemaOf = (name: CollectionName): RxJsonSchema<StoredDocument> => {
  const fields = Object.keys(documentSchemas[name].entries)
  return {
    version: schemaVersion,
    primaryKey: 'id',
    type: 'object',
    properties: {
      ...Object.fromEntries(fields.map((field) => [field, {}])),
      id: { type: 'string', maxLength: maxIdLength },
    },
    required: fields,
  }
}
