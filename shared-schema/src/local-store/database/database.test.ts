import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { expect, test } from 'vitest'
import { iceBath } from '../_a-home.ts'
import { openDatabase, type DatabaseOptions } from './database.ts'
import { documentSchema } from './schema.ts'

const titlesIn = async (options: DatabaseOptions): Promise<readonly string[]> => {
  await using database = await openDatabase(options)
  const held = await database.collections.catalog.find().exec()
  return held.map((document) => document.toMutableJSON().name)
}

test('a document comes back with every field, also with those of another build', async () => {
  const options = { name: 'fields', storage: getRxStorageMemory() }
  const newer = { ...iceBath, ofANewerBuild: [1, { two: 2 }] }
  {
    await using database = await openDatabase(options)
    await database.collections.catalog.insert(newer)
    await database.checkpoints.savePlace('catalog', { token: 'c1' })
  }
  await using again = await openDatabase(options)
  expect((await again.collections.catalog.findOne().exec())?.toMutableJSON()).toEqual(newer)
  expect(await again.checkpoints.place('catalog')).toEqual({ token: 'c1' })
})

test('what a build with another schema left is thrown away with its checkpoints, and built anew', async () => {
  const options = { name: 'another', storage: getRxStorageMemory() }
  const properties = { ...documentSchema.properties, name: { type: 'string' } }
  {
    await using other = await openDatabase({
      ...options,
      schema: { ...documentSchema, properties },
    })
    await other.collections.catalog.insert(iceBath)
    await other.checkpoints.savePlace('catalog', { token: 'c1' })
  }
  expect(await titlesIn(options)).toEqual([])
  await using database = await openDatabase(options)
  expect(await database.checkpoints.place('catalog')).toBeUndefined()
})

test('any other trouble is not healed by throwing things away', async () => {
  const options = { name: 'full', storage: getRxStorageMemory() }
  {
    await using database = await openDatabase(options)
    await database.collections.catalog.insert(iceBath)
  }
  const broken = {
    ...options.storage,
    createStorageInstance: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
  }
  await expect(openDatabase({ ...options, storage: broken })).rejects.toThrow('full')
  expect(await titlesIn(options)).toEqual([iceBath.name])
})
