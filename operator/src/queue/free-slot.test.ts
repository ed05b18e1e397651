import { describe, expect, test } from 'vitest'
import { ana, aShift, aTicket, gelo, minutes, noonish, type Step } from '../testing/_tickets.ts'
import { freeSlot, slotsOf } from './free-slot.ts'
import { queueView, type QueueColumn } from './queue-view.ts'

const served = (counter: number, slot?: number): ReturnType<typeof aTicket> =>
  aTicket({
    counter,
    steps: [
      ['called', {}, 0],
      ['started', slot === undefined ? {} : { slot }, 1],
    ],
  })
const calledTo = (counter: number, slot: number): ReturnType<typeof aTicket> =>
  aTicket({ counter, steps: [['called', { slot }, 0]] })
const finished = (counter: number, slot: number, atMinute: number): ReturnType<typeof aTicket> => {
  const steps: readonly Step[] = [
    ['called', { slot }, 0],
    ['started', { slot }, 1],
    ['finished', {}, atMinute],
  ]
  return aTicket({ counter, steps })
}

const column = (...tickets: readonly ReturnType<typeof aTicket>[]): QueueColumn =>
  queueView({
    tickets,
    customers: new Map(),
    services: [gelo],
    shift: aShift(),
    operator: ana,
    deviceKeys: [],
  })[0]!

const nowMs = noonish + minutes(12)

describe('the free device', () => {
  test.for<[string, QueueColumn, number | undefined]>([
    ['the first of two', column(), 1],
    ['the second when the first is in use', column(served(1, 1)), 2],
    ['the first again when only the second is in use', column(served(1, 2)), 1],
    ['none when all are in use', column(served(1, 1), served(2, 2)), undefined],
    ['not taken by a start without a device', column(served(1)), 1],
    ['not one that somebody was called to', column(calledTo(1, 1)), 2],
    ['none when the last was promised', column(served(1, 2), calledTo(2, 1)), undefined],
    ['a clean one rather than one being cleaned', column(finished(1, 1, 11)), 2],
    ['the one clean first', column(finished(1, 1, 11.5), finished(2, 2, 11)), 2],
    ['any when cleaning is over', column(finished(1, 1, 9)), 1],
  ])('is %s', ([, given, expected]) => {
    expect(freeSlot(given, nowMs)).toBe(expected)
  })
})

test('each device says what it is doing', () => {
  const slots = slotsOf(column(served(1, 1), finished(2, 2, 11)), nowMs)
  expect(slots.map(({ number, kind }) => [number, kind])).toEqual([
    [1, 'in_service'],
    [2, 'cleaning'],
  ])
})
