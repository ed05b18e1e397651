import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aPix, aRefund, pixKey, someTerms, startMs, txid } from '../_makers.ts'
import { type JournalEntry } from '../bank/journal-entry.ts'
import { openFileJournal } from './file-journal.ts'
import { type Journal } from './journal.ts'
import { openMemoryJournal } from './memory-journal.ts'

const facts: readonly JournalEntry[] = [
  {
    kind: 'charge_created',
    txid,
    atMs: startMs,
    locationId: 1,
    location: 'pix.example.com/qr/v2/1',
    terms: someTerms({
      message: 'Sauna\n"a vapor" ☂',
      additionalInfo: [{ name: 'Senha', value: 'A-001' }],
      debtor: { kind: 'person', cpf: '12345678909', name: 'Fulana' },
    }),
  },
  { kind: 'charge_revised', txid, terms: someTerms() },
  { kind: 'webhook_set', pixKey, url: 'https://example.com/hook', atMs: startMs },
  { kind: 'pix_received', pix: { ...aPix(), txid } },
  { kind: 'pix_strayed_in', pix: aPix() },
  { kind: 'refund_asked', endToEndId: aPix().endToEndId, refund: aRefund() },
  {
    kind: 'refund_settled',
    endToEndId: aPix().endToEndId,
    refundId: aRefund().id,
    outcome: 'done',
    atMs: startMs,
  },
  { kind: 'callback_closed', endToEndId: aPix().endToEndId, outcome: 'delivered' },
  { kind: 'webhook_removed', pixKey },
  { kind: 'charge_removed', txid },
]

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'totem-journal-'))
  path = join(folder, 'pix-simulator', 'journal.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const reopeners: Record<string, () => () => Journal> = {
  'in a file': () => () => openFileJournal(path),
  'in memory': () => {
    const entries: JournalEntry[] = []
    return () => openMemoryJournal(entries)
  },
}

describe.for(Object.entries(reopeners))('a journal %s', ([, createOpener]) => {
  test('starts empty', () => {
    using journal = createOpener()()
    expect(journal.recovered).toStrictEqual([])
  })

  test('gives every fact back in order, over several openings', () => {
    const open = createOpener()
    for (const fact of facts) {
      using journal = open()
      journal.append(fact)
    }
    using journal = open()
    expect(journal.recovered).toStrictEqual(facts)
  })
})

describe('a journal file', () => {
  const write = (...entries: readonly JournalEntry[]): void => {
    using journal = openFileJournal(path)
    for (const entry of entries) journal.append(entry)
  }

  test('loses the last line alone when it was cut short at any byte', () => {
    write(...facts.slice(0, 2))
    const whole = readFileSync(path)
    const keptBytes = whole.indexOf('\n') + 1
    for (let length = keptBytes; length < whole.length; length += 1) {
      writeFileSync(path, whole.subarray(0, length))
      using journal = openFileJournal(path)
      expect(journal.recovered).toStrictEqual(facts.slice(0, 1))
    }
  })

  test('goes on cleanly after a torn line', () => {
    write(...facts.slice(0, 1))
    appendFileSync(path, '{"kind":"charge_re')
    write(...facts.slice(1, 2))
    using journal = openFileJournal(path)
    expect(journal.recovered).toStrictEqual(facts.slice(0, 2))
  })

  test('names the line that is damaged in its middle', () => {
    write(...facts.slice(0, 1))
    appendFileSync(path, '{"kind":"charge_re\n')
    expect(() => openFileJournal(path)).toThrow(`Line 2 of ${path} is damaged`)
  })

  test('can be read by its owner alone', () => {
    write(...facts)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
})
