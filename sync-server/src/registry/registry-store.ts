import {
  type CouchServer,
  type Database,
  type DocumentToWrite,
  type StoredDocument,
} from '@totem/couchdb'
import { ok, type Result, type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'
import {
  type RegistryDocument,
  registryDocuments,
  type RegistryKind,
} from './registry-documents.ts'

/** Which document of which tenant's registry. */
export interface RegistryPlace<K extends RegistryKind> {
  readonly tenantId: TenantId
  readonly kind: K
  readonly key: string
}

/** What was decided about a document: what it becomes (left out: it stays) and what the caller gets. */
export interface Decision<K extends RegistryKind, T> {
  readonly next?: RegistryDocument<K>
  readonly value: T
}

/** Reads and changes the registry of each tenant. */
export interface RegistryStore {
  readonly read: <K extends RegistryKind>(
    place: RegistryPlace<K>,
  ) => Promise<RegistryDocument<K> | undefined>
  /** Reads several of one kind; those that do not exist are left out. */
  readonly readMany: <K extends RegistryKind, Key extends string>(
    place: Omit<RegistryPlace<K>, 'key'>,
    keys: readonly Key[],
  ) => Promise<ReadonlyMap<Key, RegistryDocument<K>>>
  /**
   * Changes a document by a decision on what it holds now. The write succeeds only if nobody
   * wrote in between; otherwise the decision is made anew, so of two at once exactly one wins.
   */
  readonly decide: <K extends RegistryKind, T, E>(
    place: RegistryPlace<K>,
    decision: (current: RegistryDocument<K> | undefined) => Result<Decision<K, T>, E>,
  ) => Promise<Result<T, E>>
  /** Changes several documents of one kind, in few requests however many they are; `change` may be asked again. */
  readonly changeMany: <K extends RegistryKind, Key extends string>(
    place: Omit<RegistryPlace<K>, 'key'>,
    keys: readonly Key[],
    change: (key: Key, current: RegistryDocument<K> | undefined) => RegistryDocument<K>,
  ) => Promise<void>
}

/** So many writers at once on one document mean that something else is wrong. */
const maxAttempts = 100

/** Makes the store over CouchDB. */
export const createRegistryStore = (couch: CouchServer): RegistryStore => {
  const open = (tenantId: TenantId): Database => tenantDatabase(couch, tenantId, 'registry')
  return {
    read: async (place) => parse(place.kind, await open(place.tenantId).get(idOf(place))),
    readMany: async ({ tenantId, kind }, keys) => {
      const ids = keys.map((key) => idOf({ tenantId, kind, key }))
      const found = await open(tenantId).getMany(ids)
      return new Map(
        keys.flatMap((key) => {
          const document = parse(kind, found.get(idOf({ tenantId, kind, key })))
          return document === undefined ? [] : [[key, document] as const]
        }),
      )
    },
    decide: async (place, decision) => {
      const database = open(place.tenantId)
      const id = idOf(place)
      for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
        const stored = await database.get(id)
        const decided = decision(parse(place.kind, stored))
        if (!decided.ok) return decided
        const { next, value } = decided.value
        if (next === undefined) return ok(value)
        const outcome = await database.put({
          ...next,
          _id: id,
          ...(stored !== undefined && { _rev: stored._rev }),
          tenantId: place.tenantId,
        })
        if (outcome.kind === 'stored') return ok(value)
        if (outcome.kind === 'refused') throw new Error(`${id} was refused: ${outcome.reason}`)
      }
      throw new Error(`${id} changed under ${maxAttempts} attempts to write it`)
    },
    changeMany: async ({ tenantId, kind }, keys, change) => {
      const database = open(tenantId)
      let left = keys.map((key) => ({ key, id: idOf({ tenantId, kind, key }) }))
      for (let attempt = 0; attempt < maxAttempts && left.length > 0; attempt += 1) {
        const stored = await database.getMany(left.map(({ id }) => id))
        const writes = left.map(({ key, id }): DocumentToWrite => {
          const current = stored.get(id)
          const next: object = change(key, parse(kind, current))
          return {
            ...next,
            _id: id,
            ...(current !== undefined && { _rev: current._rev }),
            tenantId,
          }
        })
        const outcomes = await database.putMany(writes)
        left = left.filter((_, index) => outcomes[index]?.kind !== 'stored')
      }
      if (left.length > 0) throw new Error(`${left.length} of kind ${kind} could not be written`)
    },
  }
}

const idOf = ({ kind, key }: RegistryPlace<RegistryKind>): string => `${kind}:${key}`

const parse = <K extends RegistryKind>(
  kind: K,
  stored: StoredDocument | undefined,
): RegistryDocument<K> | undefined => {
  if (stored === undefined || stored._deleted === true) return undefined
  return v.parse(registryDocuments[kind], stored)
}
