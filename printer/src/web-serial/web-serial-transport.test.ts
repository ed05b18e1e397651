import { expect, test } from 'vitest'
import { createTestLock } from '../transport/_test-lock.ts'
import { describeTransport } from '../transport/_transport-acceptance.ts'
import { createFakeSerial } from './_fake-serial.ts'
import { webSerialTransport } from './web-serial-transport.ts'

const transportOf = (fake: ReturnType<typeof createFakeSerial>, lock = createTestLock()) =>
  webSerialTransport({ serial: fake.serial, lock, lockName: 'printer', baudRate: 115_200 })

describeTransport('WebSerial', () => {
  const fake = createFakeSerial()
  return Promise.resolve({
    transport: transportOf(fake),
    printer: fake.printer,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  })
})

test('a port that another page holds is busy until that page lets go', async () => {
  const fake = createFakeSerial()
  const lock = createTestLock()
  const first = await transportOf(fake, lock).open()
  expect(await transportOf(fake, lock).open()).toEqual({ ok: false, error: { kind: 'busy' } })
  if (first.ok) await first.value[Symbol.asyncDispose]()
  expect((await transportOf(fake, lock).open()).ok).toBe(true)
})
