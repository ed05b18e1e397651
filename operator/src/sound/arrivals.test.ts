import { expect, test } from 'vitest'
import { aTicket } from '../testing/_tickets.ts'
import { arrivalsSince } from './arrivals.ts'

const [one, two] = [aTicket({ counter: 1 }), aTicket({ counter: 2 })]
const calledAlready = aTicket({ counter: 3, steps: [['called', {}, 0]] })

test('what was there when the tablet woke up is no news', () => {
  expect(arrivalsSince(undefined, [one])).toEqual({ known: new Set([one.id]), fresh: [] })
})

test('a ticket is news once', () => {
  const first = arrivalsSince(new Set([one.id]), [one, two])
  expect(first.fresh).toEqual([two])
  expect(arrivalsSince(first.known, [one, two]).fresh).toEqual([])
})

test('a ticket somebody already called makes no sound', () => {
  expect(arrivalsSince(new Set(), [calledAlready]).fresh).toEqual([])
})
