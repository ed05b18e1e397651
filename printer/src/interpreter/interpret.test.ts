import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeTicketQr, verifyText } from '@totem/shared-schema'
import { buildTestPage, testQr } from '../escpos/build-test-page.ts'
import { buildTicketJob } from '../escpos/build-ticket-job.ts'
import { completionRequest } from '../escpos/completion-request.ts'
import { type PrintData } from '../escpos/print-data.ts'
import { type PrinterProfile } from '../profile/printer-profile.ts'
import { profileOf } from '../profile/profile-of.ts'
import { aTicket } from '../receipt/_a-ticket.ts'
import { aReceipt, everyProfile, kioskKeys, lettersOf, names, wordsOf } from './_samples.ts'
import { readQr } from './_read-qr.ts'
import { interpret } from './interpret.ts'
import { type PrintedPaper } from './print-head.ts'

const printed = ({ writes }: PrintData, profile: PrinterProfile): PrintedPaper => {
  const paper = interpret(Uint8Array.from(writes.flatMap((write) => [...write])), profile)
  if (!paper.ok) throw new Error(JSON.stringify(paper.error))
  return paper.value
}

const jobs = everyProfile.flatMap((profile) =>
  Object.entries(names).map(([name, studio]) => ({ profile, name, studio })),
)

describe('a receipt comes out of every printer with every word and its code', () => {
  test.for(jobs)('$profile.name, $profile.paper mm, $name', async ({ profile, studio }) => {
    const receipt = aReceipt(studio)
    const { draw, lines, cuts } = printed(buildTicketJob(receipt, profile), profile)
    const bitmap = draw()
    expect(lettersOf(lines)).toBe(lettersOf(wordsOf(receipt)))
    const qr = receipt.flatMap((line) => (line.kind === 'qr' ? [line.text] : []))
    expect(await readQr(bitmap)).toEqual(qr)
    expect(cuts).toEqual(profile.cut.length === 0 ? [] : [bitmap.height])
  })
})

test('the code on paper is the ticket, signed by its kiosk', async () => {
  const ticket = aTicket()
  const profile = profileOf({ model: 'generic', paper: 58 })
  const job = buildTicketJob(aReceipt('Estúdio demo', { ticket }), profile)
  const [text = ''] = await readQr(printed(job, profile).draw())
  const judged = judgeTicketQr(text, {
    tenantId: ticket.tenantId,
    device: () => ({ publicKey: kioskKeys.publicKey, kind: 'kiosk', revokedAt: null }),
    verify: verifyText,
  })
  expect(judged).toMatchObject({
    ok: true,
    value: { verdict: { kind: 'proven' }, paper: { ticketId: ticket.id, sale: ticket.sale } },
  })
})

describe('the test page comes out of every printer', () => {
  test.for(everyProfile)('$name, $paper mm', async (profile) => {
    const { draw, lines } = printed(buildTestPage(profile), profile)
    const accents = lines.filter((line) => line.endsWith(' ação ÃÕÇ'))
    expect(accents).toHaveLength(profile.candidates.length)
    expect(await readQr(draw())).toEqual([testQr])
  })
})

const epson = profileOf({ model: 'epson', paper: 80 })
const narrow = profileOf({ model: 'generic', paper: 58 })
const bematech = profileOf({ model: 'bematech-mp-4200-th', paper: 80 })
const daruma = profileOf({ model: 'daruma-dr800', paper: 80 })
const ascii = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')]
const start = [0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, 3]

describe('what a printer would spoil is an error', () => {
  test.for([
    ['an unknown command', epson, [...start, 0x1b, 0x70, 0], 'unknown_command', 7],
    ['a real-time command', epson, [...start, 0x10, 0x14, 2, 1, 8], 'unknown_command', 7],
    ['DEL', epson, [...start, 0x7f], 'unknown_command', 7],
    ['another way to cut', epson, [...start, 0x1d, 0x56, 0], 'unknown_command', 7],
    ['a line wider than the paper', narrow, [0x1b, 0x40, ...ascii('x'.repeat(33))], 'overflow', 34],
    [
      'large letters wider than the paper',
      narrow,
      [0x1d, 0x21, 0x77, ...ascii('12345')],
      'overflow',
      7,
    ],
    ['an accent before FS .', epson, [0x1b, 0x40, 0x1b, 0x74, 3, 0x84], 'unprintable', 5],
    ['an accent before a code page', epson, [0x1b, 0x40, 0x1c, 0x2e, 0x84], 'unprintable', 4],
    ['an accent of another code page', epson, [...start, 0xc6], 'unprintable', 7],
    ['a code page it does not have', epson, [0x1b, 0x74, 99], 'unknown_code_page', 0],
    ['a raster in the middle of a line', epson, [0x41, ...rasterOf(1, 1)], 'mid_line', 1],
    ['a raster wider than the paper', narrow, rasterOf(49, 1), 'overflow', 0],
    ['a raster of too many rows', epson, rasterOf(1, 257), 'bad_parameter', 0],
    ['a raster that ends early', epson, rasterOf(2, 4).slice(0, -1), 'cut_short', 0],
    ['a command that ends early', epson, [0x1b, 0x74], 'cut_short', 0],
    ['alignment in the middle of a line', epson, [0x41, 0x1b, 0x61, 1], 'mid_line', 1],
    ['a letter size that is none', epson, [0x1d, 0x21, 0x88], 'bad_parameter', 0],
    ['a cut in the middle of a line', epson, [0x41, 0x1d, 0x56, 0x42, 0], 'mid_line', 1],
    ['a line that is never fed', epson, [0x41], 'unfinished_line', 1],
    ['ESC/POS without its preamble', bematech, [...start], 'unknown_command', 0],
    ['ESC/POS to a Daruma', daruma, [0x1d, 0x21, 0x11], 'unknown_command', 0],
  ] as const)('%s', ([, profile, bytes, fault, at]) => {
    const result = interpret(Uint8Array.from(bytes), profile)
    expect(result).toMatchObject({ ok: false, error: { fault, at } })
  })
})

function rasterOf(bytesPerRow: number, rows: number): readonly number[] {
  const header = [0x1d, 0x76, 0x30, 0, bytesPerRow, 0, rows & 0xff, rows >> 8]
  return [...header, ...new Uint8Array(bytesPerRow * rows)]
}

test('a letter is drawn where it stands, as high and wide as asked', () => {
  const bytes = [...start, 0x20, 0x1d, 0x21, 0x11, ...ascii('I'), 0x0a]
  const paper = interpret(Uint8Array.from(bytes), epson)
  if (!paper.ok) throw new Error(paper.error.fault)
  const { width, height, dots } = paper.value.draw()
  const black = [...dots.keys()].filter((at) => dots[at] === 1)
  expect(height).toBe(48)
  expect(black.every((at) => at % width >= 12 && at % width < 36)).toBe(true)
  // Doubled dots come in squares of four.
  expect(black.length % 4).toBe(0)
  expect(black.length).toBeGreaterThan(100)
})

test('asking for completion leaves no trace on paper', () => {
  for (const profile of everyProfile) {
    const { writes, completion } = buildTicketJob(aReceipt(), profile)
    const asked = { writes: [...writes, completionRequest(completion, 'J001')], completion }
    expect(printed(asked, profile).draw()).toEqual(printed({ writes, completion }, profile).draw())
  }
})

test('any bytes at all are judged without a throw', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(...everyProfile),
      (bytes, profile) => {
        interpret(bytes, profile)
      },
    ),
    { numRuns: 2_000 },
  )
})
