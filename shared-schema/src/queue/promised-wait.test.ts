import { expect, test } from 'vitest'
import { type WaitEstimate } from './estimate-wait.ts'
import { promisedWaitOf, type PromisedWait } from './promised-wait.ts'

const wait = (fromMinutes: number, toMinutes: number): WaitEstimate => ({
  kind: 'wait',
  fromMinutes,
  toMinutes,
  calledAt: 0,
})

test.for<[string, WaitEstimate | undefined, PromisedWait | undefined]>([
  ['a range is promised as it was told', wait(10, 20), { fromMinutes: 10, toMinutes: 20 }],
  ['no wait is a promise of five minutes', { kind: 'no_wait' }, { fromMinutes: 0, toMinutes: 5 }],
  ['where nobody serves nothing was promised', { kind: 'closed' }, undefined],
  ['who was told nothing was promised nothing', undefined, undefined],
  ['a wait beyond the day is no promise', wait(1_200, 1_800), undefined],
])('%s', ([, told, promised]) => {
  expect(promisedWaitOf(told)).toEqual(promised)
})
