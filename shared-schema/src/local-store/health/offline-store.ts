import { type RxDatabase } from 'rxdb'
import * as v from 'valibot'
import { BusinessDay } from '@totem/shared-schema'
import { type OfflineTime } from './offline-time.ts'

/** Keeps the time without a connection over a reload; lost with the documents, as what it counts for is the last days. */
export interface OfflineStore {
  readonly load: () => Promise<OfflineTime>
  readonly save: (time: OfflineTime) => Promise<void>
}

const id = 'offline-time'
const Kept = v.optional(
  v.array(v.tuple([BusinessDay, v.pipe(v.number(), v.safeInteger(), v.minValue(0))])),
  [],
)

/** Keeps it in a local document of RxDB. */
export const createOfflineStore = (database: RxDatabase): OfflineStore => ({
  load: async () => {
    const kept = await database.getLocal<{ value: unknown }>(id)
    return new Map(v.parse(Kept, kept?.get('value')))
  },
  save: async (time) => {
    await database.upsertLocal(id, { value: [...time] })
  },
})
