import { describe, expect, test } from 'vitest'
import { ana, aShift, aTicket, gelo } from '../testing/_tickets.ts'
import { freeSlot } from './free-slot.ts'
import { queueView, type QueueColumn } from './queue-view.ts'

const served = (counter: number, slot?: number): ReturnType<typeof aTicket> =>
  aTicket({
    counter,
    steps: [
      ['called', {}, 0],
      ['started', slot === undefined ? {} : { slot }, 1],
    ],
  })

const column = (...tickets: readonly ReturnType<typeof aTicket>[]): QueueColumn =>
  queueView({ tickets, customers: new Map(), services: [gelo], shift: aShift(), operator: ana })[0]!

describe('the free device', () => {
  test.for<[string, QueueColumn, number | undefined]>([
    ['the first of two', column(), 1],
    ['the second when the first is in use', column(served(1, 1)), 2],
    ['the first again when only the second is in use', column(served(1, 2)), 1],
    ['none when all are in use', column(served(1, 1), served(2, 2)), undefined],
    ['not taken by a start without a device', column(served(1)), 1],
  ])('is %s', ([, given, expected]) => {
    expect(freeSlot(given)).toBe(expected)
  })
})
