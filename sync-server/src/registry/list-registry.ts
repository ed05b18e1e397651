import { type CouchServer } from '@totem/couchdb'
import { type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'
import {
  type RegistryDocument,
  registryDocuments,
  type RegistryKind,
} from './registry-documents.ts'

/** A document of the registry with its key. */
export interface RegistryEntry<K extends RegistryKind> {
  readonly key: string
  readonly document: RegistryDocument<K>
}

/** More of one kind than this are no studio: the rest is not shown. */
const maxListed = 1_000

/** Lists the documents of one kind in a tenant's registry, by key. */
export const listRegistry = async <K extends RegistryKind>(
  couch: CouchServer,
  tenantId: TenantId,
  kind: K,
): Promise<readonly RegistryEntry<K>[]> => {
  const { docs } = await tenantDatabase(couch, tenantId, 'registry').find({
    selector: { _id: { $gt: `${kind}:`, $lt: `${kind}:\ufff0` } },
    limit: maxListed,
  })
  return docs.flatMap((stored): readonly RegistryEntry<K>[] => {
    const document = v.safeParse(registryDocuments[kind], stored)
    return document.success
      ? [{ key: stored._id.slice(kind.length + 1), document: document.output }]
      : []
  })
}
