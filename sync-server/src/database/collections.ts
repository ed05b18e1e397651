import { type CollectionSetup } from '@totem/couchdb'
import { collectionNames } from '@totem/shared-schema'

/** The databases of a tenant: what devices replicate, and what only the gateway sees. */
export const collections = [...collectionNames, 'payments', 'quarantine', 'registry'] as const

/** The name of a tenant's database without its prefix. */
export type Collection = (typeof collections)[number]

const indexes: Partial<Record<Collection, CollectionSetup['indexes']>> = {
  tickets: [{ name: 'by-day', fields: ['businessDay'] }],
  payments: [{ name: 'by-state', fields: ['type', 'state'] }],
  quarantine: [{ name: 'by-state', fields: ['state', 'receivedAt'] }],
}

/** Says which databases bootstrap makes for each tenant, with their indexes. */
export const collectionSetups: readonly CollectionSetup[] = collections.map((collection) => ({
  collection,
  indexes: indexes[collection] ?? [],
}))
