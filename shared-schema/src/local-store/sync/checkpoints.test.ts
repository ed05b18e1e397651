import { expect, test } from 'vitest'
import { aDatabase } from './_a-database.ts'

test('a device that read nothing starts at the beginning and owes no new life anything', async () => {
  const { checkpoints } = await aDatabase()
  expect(await checkpoints.place('tickets')).toBeUndefined()
  expect(await checkpoints.offered('tickets')).toBe(0)
})

test('place and generation are kept by collection, and neither touches the other', async () => {
  const { checkpoints } = await aDatabase()
  await Promise.all([
    checkpoints.savePlace('tickets', { token: 'c1' }),
    checkpoints.saveOffered('tickets', 3),
    checkpoints.savePlace('shifts', { token: 'c9' }),
  ])
  await checkpoints.savePlace('tickets', { token: 'c2' })
  expect(await checkpoints.place('tickets')).toEqual({ token: 'c2' })
  expect(await checkpoints.offered('tickets')).toBe(3)
  expect(await checkpoints.place('shifts')).toEqual({ token: 'c9' })
})
