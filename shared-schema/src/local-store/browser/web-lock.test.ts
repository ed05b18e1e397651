import { expect, test } from 'vitest'
import { webLock } from './web-lock.ts'

test('a lock has one holder, and the next one hears when it is free', async () => {
  const lock = webLock(navigator.locks)
  const release = await lock.take('totem-test-ledger')
  expect(await lock.take('totem-test-ledger')).toBeUndefined()
  let isFree = false
  const turn = lock.whenFree('totem-test-ledger').then(() => {
    isFree = true
  })
  expect(isFree).toBe(false)
  release?.()
  await turn
  const again = await lock.take('totem-test-ledger')
  expect(again).toBeTypeOf('function')
  again?.()
})
