import { describe, expect, test } from 'vitest'
import { createTestLock } from '../transport/_test-lock.ts'
import { describeTransport } from '../transport/_transport-acceptance.ts'
import { createFakeUsb, receiptPrinter, type FakeUsb } from './_fake-usb.ts'
import { type UsbAlternate } from './usb-api.ts'
import { webUsbTransport } from './web-usb-transport.ts'

const transportOf = ({ usb }: FakeUsb, lock = createTestLock()) =>
  webUsbTransport({ usb, lock, lockName: 'printer' })

describeTransport('WebUSB', () => {
  const fake = createFakeUsb()
  return Promise.resolve({
    transport: transportOf(fake),
    printer: fake.printer,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  })
})

const linkOf = async (fake: FakeUsb) => {
  const opened = await transportOf(fake).open()
  if (!opened.ok) throw new Error(opened.error.kind)
  return opened.value
}

const storage: UsbAlternate = {
  alternateSetting: 0,
  interfaceClass: 8,
  interfaceProtocol: 80,
  endpoints: [{ endpointNumber: 3, direction: 'out', type: 'bulk', packetSize: 64 }],
}
const printing = (changes: Partial<UsbAlternate>): UsbAlternate => ({
  ...receiptPrinter[0]![0]!,
  ...changes,
})

describe('finding the printer on a device', () => {
  test('the interface of class 7 is claimed, wherever it stands', async () => {
    const fake = createFakeUsb([[storage], ...receiptPrinter])
    await using link = await linkOf(fake)
    expect(link.name).toBe('TM-T20III')
    expect(fake.calls).toEqual(['claim 1'])
  })

  test('the alternate that talks both ways is chosen, and selected when it is not the first', async () => {
    const fake = createFakeUsb([
      [
        printing({ interfaceProtocol: 1 }),
        printing({ alternateSetting: 2, interfaceProtocol: 2 }),
        printing({ alternateSetting: 3, interfaceProtocol: 3 }),
      ],
    ])
    await using link = await linkOf(fake)
    expect(link.name).toBe('TM-T20III')
    expect(fake.calls).toEqual(['claim 0', 'alternate 0 2'])
  })

  test('a device without a printer on it is no printer', async () => {
    expect(await transportOf(createFakeUsb([[storage]])).open()).toEqual({
      ok: false,
      error: { kind: 'absent' },
    })
  })

  test('a printer that only listens is written to', async () => {
    const [out] = receiptPrinter[0]![0]!.endpoints
    const fake = createFakeUsb([[printing({ interfaceProtocol: 1, endpoints: [out!] })]])
    await using link = await linkOf(fake)
    expect((await link.write(Uint8Array.of(1))).ok).toBe(true)
  })
})

test('a stalled pipe is cleared, and the next write is taken', async () => {
  const fake = createFakeUsb()
  await using link = await linkOf(fake)
  fake.printer.stall()
  expect(await link.write(Uint8Array.of(1))).toEqual({ ok: false, error: { kind: 'stalled' } })
  expect(fake.calls).toContain('clearHalt out 1')
  expect((await link.write(Uint8Array.of(2))).ok).toBe(true)
  expect(fake.printer.received()).toEqual([2])
})

test('a missing udev rule is told apart from a busy printer', async () => {
  const fake = createFakeUsb()
  fake.printer.setDenied(true)
  expect(await transportOf(fake).open()).toEqual({ ok: false, error: { kind: 'denied' } })
})

test('a second page is refused while the first holds the printer', async () => {
  const fake = createFakeUsb()
  const lock = createTestLock()
  const first = await transportOf(fake, lock).open()
  expect(await transportOf(fake, lock).open()).toEqual({ ok: false, error: { kind: 'busy' } })
  if (first.ok) await first.value[Symbol.asyncDispose]()
  expect((await transportOf(fake, lock).open()).ok).toBe(true)
})

test('a refused claim leaves neither device nor lock held', async () => {
  const fake = createFakeUsb()
  const lock = createTestLock()
  fake.printer.setHeldElsewhere(true)
  await transportOf(fake, lock).open()
  expect(fake.calls).toEqual(['claim 0', 'close'])
  expect(await lock.take('printer')).toBeDefined()
})

test.for([
  { bits: 0x18, says: { paperEmpty: false, selected: true, hasError: false } },
  { bits: 0x38, says: { paperEmpty: true, selected: true, hasError: false } },
  { bits: 0x00, says: { paperEmpty: false, selected: false, hasError: true } },
])('port status $bits is read past the pipe', async ({ bits, says }) => {
  const fake = createFakeUsb()
  fake.printer.setPortStatus(bits)
  fake.printer.setTaking(false)
  await using link = await linkOf(fake)
  expect(await link.portStatus()).toEqual(says)
})
