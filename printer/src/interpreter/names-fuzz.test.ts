import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildTicketJob } from '../escpos/build-ticket-job.ts'
import { aTicket } from '../receipt/_a-ticket.ts'
import { receiptOf } from '../receipt/receipt.ts'
import { type PrinterProfile } from '../profile/printer-profile.ts'
import { profileOf } from '../profile/profile-of.ts'
import { everyProfile, lettersOf, names, wordsOf } from './_samples.ts'
import { interpret } from './interpret.ts'

/** Characters whose look-alikes in the fonts of old code pages sit on control bytes, and such bytes themselves. */
const hostile = [
  ...Array.from('☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂'),
  ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)),
  ...[
    '\u007f',
    '\u0080',
    '\u009b',
    '\u00ad',
    '\u200d',
    '\u202e',
    '\ufeff',
    '\ufffd',
    '\ud83d',
    '😀',
  ],
  ...Array.from('@V!EaMtkrHIp0123456789'),
]

const aName = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...hostile), minLength: 1, maxLength: 60 }),
  fc.constantFrom(...Object.values(names)),
)

test('10,000 names put no byte on the wire that is neither a letter nor a command of ours', () => {
  const ticket = aTicket()
  fc.assert(
    fc.property(aName, aName, fc.constantFrom(...everyProfile), (studio, service, profile) => {
      const { sale } = ticket
      const receipt = receiptOf({
        ticket: { ...ticket, sale: { ...sale, service: { ...sale.service, name: service } } },
        studio,
        timeZone: 'America/Sao_Paulo',
        copy: 'original',
      })
      const { writes } = buildTicketJob(receipt, profile)
      const job = Uint8Array.from(writes.flatMap((write) => [...write]))
      const paper = interpret(job, profile)
      if (!paper.ok) throw new Error(JSON.stringify(paper.error))
      expect(lettersOf(paper.value.lines)).toBe(lettersOf(wordsOf(receipt)))
      expect(paper.value.commands.filter(isRare)).toEqual(rareOf(profile))
    }),
    { numRuns: 5_000 },
  )
}, 120_000)

/** Names change how many rows there are, and nothing else about what a printer is told. */
const isRare = (command: string): boolean =>
  !['LF', 'ESC E', 'ESC F', 'GS !', 'ESC W', 'ESC w', 'ESC t'].includes(command)
const rareOf = ({ dialect, cut }: PrinterProfile): readonly string[] =>
  dialect === 'esc-daruma'
    ? ['ESC @', 'ESC m']
    : ['ESC @', 'FS .', 'ESC M', ...(cut.length === 0 ? [] : ['GS V 66'])]

test.for([
  ['←@', ['ESC @', 'FS .', 'ESC M', 'ESC t', 'ESC @', 'LF']],
  ['↔V☺', 'unknown_command'],
  ['►¶☻☺◘', 'unknown_command'],
] as const)(
  'the interpreter sees what the encoder makes of %s when nobody filters it',
  ([name, seen]) => {
    const bytes = new ReceiptPrinterEncoder({
      language: 'esc-pos',
      columns: 48,
      newline: '\n',
      codepageMapping: { cp850: 2 },
    })
      .initialize()
      .codepage('cp850')
      .text(name)
      .newline()
      .encode()
    const job = interpret(bytes, profileOf({ model: 'generic', paper: 80 }))
    expect(job.ok ? job.value.commands : job.error.fault).toEqual(seen)
  },
)
