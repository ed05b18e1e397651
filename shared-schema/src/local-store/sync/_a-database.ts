import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { onTestFinished } from 'vitest'
import { openDatabase, type LocalDatabase } from '../database/database.ts'

let opened = 0

/** Opens a device's database in memory until the test is over. */
export const aDatabase = async (): Promise<LocalDatabase> => {
  opened += 1
  const database = await openDatabase({
    name: `totem-test-${opened}-${process.pid}`,
    storage: getRxStorageMemory(),
  })
  onTestFinished(() => database[Symbol.asyncDispose]())
  return database
}
