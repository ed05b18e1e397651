import { describe, expect, test } from 'vitest'
import { ana, aTicket, beto, gelo, paid, type Step } from '../testing/_tickets.ts'
import { undoableActOf } from './undo.ts'

const undoOf = (steps: readonly Step[]): string | undefined =>
  undoableActOf(aTicket({ counter: 1, steps }), ana)?.type

describe('what Ana may undo', () => {
  test.for<[string, readonly Step[], string | undefined]>([
    ['nothing on a fresh ticket', [], undefined],
    ['her call', [['called', {}, 1, ana]], 'called'],
    [
      'her start, not the call before it',
      [
        ['called', {}, 1, ana],
        ['started', {}, 2, ana],
      ],
      'started',
    ],
    [
      'her call behind a repeated call',
      [
        ['called', {}, 1, ana],
        ['recalled', {}, 2, ana],
      ],
      'called',
    ],
    ['nothing of Beto', [['called', {}, 1, beto]], undefined],
    [
      'nothing that Beto built upon',
      [
        ['called', {}, 1, ana],
        ['started', {}, 2, beto],
      ],
      undefined,
    ],
    ["never the bank's word", [paid(gelo, 1)], undefined],
    ["her call behind the bank's word", [['called', {}, 1, ana], paid(gelo, 2)], 'called'],
    [
      'her confirmation',
      [['paid_by_hand', { method: 'cash', amountCents: gelo.priceCents }, 1, ana]],
      'paid_by_hand',
    ],
    [
      'nothing that lost against Beto',
      [
        ['called', {}, 1, beto],
        ['called', {}, 2, ana],
      ],
      undefined,
    ],
  ])('is %s', ([, steps, expected]) => {
    expect(undoOf(steps)).toBe(expected)
  })

  test('goes one step further back each time', () => {
    const called = aTicket({
      counter: 1,
      steps: [
        ['called', {}, 1],
        ['started', {}, 2],
      ],
    })
    const start = undoableActOf(called, ana)!
    const undone = aTicket({
      counter: 1,
      steps: [
        ['called', {}, 1],
        ['undone', { event: start.event }, 3],
      ],
    })
    expect(undoableActOf(undone, ana)?.type).toBe('called')
  })
})
