import { type RxDatabase } from 'rxdb'
import * as v from 'valibot'
import { Checkpoint, type CollectionName } from '@totem/shared-schema'

/**
 * Remembers how far a device has come with each collection. It lies beside the documents and is lost with them: a place
 * that outlived its documents would hide what is missing.
 */
export interface Checkpoints {
  /** Up to where the gateway was read; `undefined` before the first page. */
  readonly place: (name: CollectionName) => Promise<Checkpoint | undefined>
  readonly savePlace: (name: CollectionName, place: Checkpoint) => Promise<void>
  /** The generation of the gateway's database to which everything here was offered. */
  readonly offered: (name: CollectionName) => Promise<number>
  readonly saveOffered: (name: CollectionName, generation: number) => Promise<void>
}

/** Keeps checkpoints in the local documents of RxDB. */
export const createCheckpoints = (database: RxDatabase): Checkpoints => {
  const load = async (id: string): Promise<unknown> =>
    (await database.getLocal<{ value: unknown }>(id))?.get('value')
  const save = async (id: string, value: unknown): Promise<void> => {
    await database.upsertLocal(id, { value })
  }
  return {
    place: async (name) => v.parse(v.optional(Checkpoint), await load(`place-${name}`)),
    savePlace: (name, place) => save(`place-${name}`, place),
    offered: async (name) => v.parse(v.optional(v.number(), 0), await load(`offered-${name}`)),
    saveOffered: (name, generation) => save(`offered-${name}`, generation),
  }
}
