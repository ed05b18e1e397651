import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { seededBytes } from '../_random-bytes.ts'
import { runs } from '../_runs.ts'
import { KioskLetter } from '../ids/ids.ts'
import { CreatedData } from './known-event.ts'
import { chargeTxid, intentOfTxid, makePaymentIntent } from './payment-intent.ts'

const letters = fc.stringMatching(/^[A-Z]{1,2}$/).map((text) => v.parse(KioskLetter, text))
const intents = fc
  .tuple(letters, fc.string())
  .map(([letter, seed]) => makePaymentIntent(letter, seededBytes(seed)))

test('an intent is a static txid as it stands (BACEN: 1–25 letters and digits)', () => {
  fc.assert(
    fc.property(intents, (intent) => {
      expect(intent).toMatch(/^T[A-Z][A-Z0][A-Z0-9]{22}$/)
      expect(v.is(CreatedData.entries.intent, intent)).toBe(true)
    }),
    runs(300),
  )
})

test('every charge of an intent has a txid of its own (BACEN `cob`: 26–35) that leads back', () => {
  fc.assert(
    fc.property(intents, fc.integer({ min: 1, max: 99 }), (intent, attempt) => {
      const txid = chargeTxid(intent, attempt)
      expect(txid).toMatch(/^[a-zA-Z0-9]{26,35}$/)
      expect(intentOfTxid(txid)).toBe(intent)
      expect(intentOfTxid(intent)).toBe(intent)
    }),
    runs(300),
  )
})

test('attempts count from 01', () => {
  expect(chargeTxid('TA0AAAAAAAAAAAAAAAAAAAAAA', 1)).toBe('TA0AAAAAAAAAAAAAAAAAAAAAAD01')
  expect(chargeTxid('TA0AAAAAAAAAAAAAAAAAAAAAA', 12)).toBe('TA0AAAAAAAAAAAAAAAAAAAAAAD12')
})
