import { err, ok, TenantId, type Result } from '@totem/shared-schema'
import * as v from 'valibot'

const collectionPattern = /^[a-z][a-z-]{1,30}$/

// Neither part may hold an underscore, so the parts of a name can be read back in one way only.
const databaseNameSchema = v.pipe(
  v.string(),
  v.regex(/^totem_[a-z][a-z0-9-]{1,30}_[a-z][a-z-]{1,30}$/),
  v.brand('DatabaseName'),
)

/** Names one database of one tenant; it can only be made from validated parts. */
export type DatabaseName = v.InferOutput<typeof databaseNameSchema>

/** Says which part of a database name was refused; the refused text stays with the caller. */
export interface InvalidDatabaseName {
  readonly kind: 'invalid-database-name'
  readonly part: 'tenant' | 'collection' | 'name'
}

/** Holds the two parts a database name is built from. */
export interface DatabaseNameParts {
  readonly tenant: TenantId
  readonly collection: string
}

/** Builds `totem_{tenant}_{collection}`, the only way to a database. */
export function databaseName(parts: DatabaseNameParts): Result<DatabaseName, InvalidDatabaseName> {
  // The brand is a promise of the compiler alone; a name is not built on a promise.
  if (!v.is(TenantId, parts.tenant)) return invalid('tenant')
  if (!collectionPattern.test(parts.collection)) return invalid('collection')
  return ok(v.parse(databaseNameSchema, `totem_${parts.tenant}_${parts.collection}`))
}

/** Reads tenant and collection back from a database name, the inverse of `databaseName`. */
export function parseDatabaseName(name: string): Result<DatabaseNameParts, InvalidDatabaseName> {
  const [prefix, tenant, collection, ...rest] = name.split('_')
  if (prefix !== 'totem' || collection === undefined || rest.length > 0) return invalid('name')
  const parsed = v.safeParse(TenantId, tenant)
  if (!parsed.success) return invalid('name')
  const parts: DatabaseNameParts = { tenant: parsed.output, collection }
  return databaseName(parts).ok ? ok(parts) : invalid('name')
}

function invalid(part: InvalidDatabaseName['part']): Result<never, InvalidDatabaseName> {
  return err({ kind: 'invalid-database-name', part })
}
