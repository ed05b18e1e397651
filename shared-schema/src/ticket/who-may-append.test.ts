import { expect, test } from 'vitest'
import { eventTypes } from './_a-ticket.ts'
import { mayAppend, whoMayAppend } from './who-may-append.ts'

test('every type of event has somebody who may append it', () => {
  expect(Object.keys(whoMayAppend)).toEqual(eventTypes)
  for (const type of eventTypes) expect(whoMayAppend[type].length).toBeGreaterThan(0)
})

test('a panel appends nothing', () => {
  expect(eventTypes.filter((type) => mayAppend('panel', type))).toEqual([])
})

test('a manager may do all that an operator may, and give money back', () => {
  const operator = eventTypes.filter((type) => mayAppend('operator', type))
  const manager = eventTypes.filter((type) => mayAppend('manager', type))
  expect(manager.filter((type) => !operator.includes(type))).toEqual(['refunded_by_hand'])
  expect(operator.filter((type) => !manager.includes(type))).toEqual([])
})

test('only the gateway says that a bank has moved money', () => {
  for (const type of ['paid', 'payment_review', 'refunded', 'payment_accepted'] as const)
    expect(whoMayAppend[type]).toEqual(['gateway'])
  expect(eventTypes.filter((type) => mayAppend('gateway', type)).length).toBe(7)
})
