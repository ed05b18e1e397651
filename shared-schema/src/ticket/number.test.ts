import * as v from 'valibot'
import { expect, test } from 'vitest'
import { KioskLetter } from '../ids/ids.ts'
import { ticketNumber, TicketNumber } from './number.ts'

const letter = (text: string): KioskLetter => v.parse(KioskLetter, text)

test.for([
  ['A', 1, 'A-001'],
  ['A', 17, 'A-017'],
  ['A', 999, 'A-999'],
  ['B', 1_000, 'B-1000'],
  ['AZ', 99_999, 'AZ-99999'],
] as const)('kiosk %s prints its %i as %s', ([kiosk, counter, printed]) => {
  expect(ticketNumber(letter(kiosk), counter)).toBe(printed)
})

test.for([-1, 1.5, 100_000, Number.NaN])('a counter of %d is a bug', (counter) => {
  expect(() => ticketNumber(letter('A'), counter)).toThrow()
})

test.for(['', 'A-17', 'a-017', 'A017', 'ABC-017', 'A-017 ', 'A-017\n', 'Á-017', 'A-٠١٧'])(
  '%j is not a number',
  (text) => {
    expect(v.is(TicketNumber, text)).toBe(false)
  },
)
