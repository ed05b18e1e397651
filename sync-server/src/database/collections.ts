import { type CollectionSetup } from '@totem/couchdb'
import { collectionNames } from '@totem/shared-schema'

/** The databases of a tenant: what devices replicate, and what only the gateway sees. */
export const collections = [
  ...collectionNames,
  'payments',
  'quarantine',
  'registry',
  'reports',
  'privacy',
] as const

/** The name of a tenant's database without its prefix. */
export type Collection = (typeof collections)[number]

const indexes: Partial<Record<Collection, CollectionSetup['indexes']>> = {
  tickets: [
    { name: 'by-day', fields: ['businessDay'] },
    { name: 'by-day-and-status', fields: ['businessDay', 'status'] },
    { name: 'by-intent', fields: ['intent'] },
    { name: 'by-payment', fields: ['payment', 'soldAt'] },
  ],
  payments: [
    { name: 'by-state', fields: ['type', 'state'] },
    { name: 'by-settled', fields: ['type', 'settledAt'] },
  ],
  customers: [{ name: 'by-cpf', fields: ['cpfLookup'] }],
  quarantine: [{ name: 'by-state', fields: ['state', 'receivedAt'] }],
}

/** Says which databases bootstrap makes for each tenant, with their indexes. */
export const collectionSetups: readonly CollectionSetup[] = collections.map((collection) => ({
  collection,
  indexes: indexes[collection] ?? [],
}))
