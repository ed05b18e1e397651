import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aReceipt, everyProfile } from '../interpreter/_samples.ts'
import { profileOf } from '../profile/profile-of.ts'
import { buildTicketJob } from './build-ticket-job.ts'
import { completionRequest } from './completion-request.ts'
import { qrRaster } from './qr-raster.ts'

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')

test.for([
  ['epson', 80, ['1d 56 42 00']],
  ['elgin-i8', 80, ['1d 56 42 00']],
  ['elgin-i9', 58, ['1d 56 42 00']],
  ['bematech-mp-4200-th', 80, ['1d 56 42 00']],
  ['daruma-dr800', 80, ['1b 6d']],
  ['generic', 80, ['1d 56 42 00']],
  ['generic', 58, []],
] as const)('%s on %i mm cuts in a write of its own, or not at all', ([model, paper, cut]) => {
  const { writes } = buildTicketJob(aReceipt(), profileOf({ model, paper }))
  expect(writes.slice(1).map(hex)).toEqual(cut)
})

test.for([
  ['epson', '1b 40 1c 2e 1b 4d 00'],
  ['bematech-mp-4200-th', '1d f9 35 31 1b 40 1c 2e 1b 4d 00'],
  ['daruma-dr800', '1b 40 1b 74 02'],
] as const)('a job for %s begins in the initial state of its language', ([model, start]) => {
  const { writes } = buildTicketJob(aReceipt(), profileOf({ model, paper: 80 }))
  expect(hex(writes[0] ?? new Uint8Array()).startsWith(start)).toBe(true)
})

test.for(everyProfile)('no job holds a real-time command: $name, $paper mm', (profile) => {
  const { writes } = buildTicketJob(aReceipt(), profile)
  expect(realTimeCommandsIn(Uint8Array.from(writes.flatMap((write) => [...write])))).toEqual([])
})

test('no QR code holds a real-time command, whatever it says and however wide the paper', () => {
  const payload = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789ABCXYZ $%*+-./:')),
    minLength: 1,
    maxLength: 243,
  })
  fc.assert(
    fc.property(payload, fc.constantFrom(240, 384, 420, 576), (text, dots) => {
      expect(realTimeCommandsIn(qrRaster(text, dots))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('a code too wide for its paper is not printed unreadably', () => {
  expect(() => qrRaster('A'.repeat(243), 100)).toThrow(RangeError)
})

test.for([
  ['gs-h', 'J017', '1d 28 48 06 00 30 30 4a 30 31 37'],
  ['gs-r', 'J017', '1d 72 01'],
  ['none', 'J017', ''],
] as const)('completion by %s is asked for with its bytes', ([completion, id, bytes]) => {
  expect(hex(completionRequest(completion, id))).toBe(bytes)
})

test.for(['J1', 'J0017', 'Jé17', 'J\n17'])('%j is no job id', (id) => {
  expect(() => completionRequest('gs-h', id)).toThrow(TypeError)
})

/** Finds DLE EOT, DLE ENQ and DLE DC4, which printers obey wherever they stand. */
const realTimeCommandsIn = (bytes: Uint8Array): readonly number[] =>
  [...bytes.keys()].filter(
    (at) => bytes[at] === 0x10 && [0x04, 0x05, 0x14].includes(bytes[at + 1] ?? 0),
  )
