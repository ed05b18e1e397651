import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Cents } from '../money/cents.ts'
import { brokenLimit, type RiskEnvelope, type RiskQuestion, type RiskUse } from './risk-envelope.ts'

const cents = (amount: number): Cents => v.parse(Cents, amount)
const minute = 60_000
const envelope: RiskEnvelope = {
  perTicketCents: cents(20_000),
  count: 3,
  sumCents: cents(30_000),
  minutes: 240,
}
const question = (changes: Partial<RiskQuestion>): RiskQuestion => ({
  use: { count: 0, sumCents: 0 },
  priceCents: cents(9_000),
  silentMs: 0,
  ...changes,
})

test.for([
  ['the first ticket fits', {}, undefined],
  ['the dearest ticket fits', { priceCents: cents(20_000) }, undefined],
  ['a dearer one does not', { priceCents: cents(20_001) }, 'price'],
  ['the last of the count fits', { use: { count: 2, sumCents: 0 } }, undefined],
  ['one more does not', { use: { count: 3, sumCents: 0 } }, 'count'],
  ['the sum may be reached', { use: { count: 1, sumCents: 21_000 } }, undefined],
  ['it may not be passed', { use: { count: 1, sumCents: 21_001 } }, 'sum'],
  ['the last minute counts', { silentMs: 240 * minute }, undefined],
  ['the next does not', { silentMs: 240 * minute + 1 }, 'minutes'],
  ['a clock a little behind is no matter', { silentMs: -5 * minute }, undefined],
  ['a clock that was set back is', { silentMs: -5 * minute - 1 }, 'minutes'],
] as const)('%s', ([, changes, limit]) => {
  expect(brokenLimit(envelope, question(changes))).toBe(limit)
})

test('tickets that fit one after the other never pass count or sum', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 25_000 }).map(cents)), (prices) => {
      let use: RiskUse = { count: 0, sumCents: 0 }
      for (const priceCents of prices)
        if (brokenLimit(envelope, question({ use, priceCents })) === undefined)
          use = { count: use.count + 1, sumCents: use.sumCents + priceCents }
      expect(use.count).toBeLessThanOrEqual(envelope.count)
      expect(use.sumCents).toBeLessThanOrEqual(envelope.sumCents)
    }),
  )
})
