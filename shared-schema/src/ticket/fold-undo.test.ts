import { describe, expect, test } from 'vitest'
import {
  ana,
  anEvent,
  bia,
  cents,
  creation,
  folded,
  hlc,
  ignoredIn,
  theGateway,
  theKiosk,
  undo,
} from './_a-ticket.ts'
import { type IdentifiedEvent } from './sign-event.ts'

describe('undo', () => {
  const called = anEvent('called', { at: 110 })
  const started = anEvent('started', { at: 120 })
  const undoable: readonly { readonly target: IdentifiedEvent; readonly before: string }[] = [
    { target: called, before: 'waiting' },
    { target: started, before: 'called' },
    { target: anEvent('finished', { at: 130 }), before: 'in_service' },
    { target: anEvent('recalled', { at: 115 }), before: 'in_service' },
    { target: anEvent('cancelled', { at: 115, by: ana }), before: 'in_service' },
    { target: anEvent('no_show', { at: 115 }), before: 'in_service' },
  ]

  test.for(undoable)('takes back $target.event.type', ({ target, before }) => {
    const earlier = [called, started].filter(({ event }) => event.at < target.event.at)
    const later = [started].filter(({ event }) => event.at > target.event.at)
    const others = target === called ? [] : [...earlier, ...later]
    const undone = undo(target, 140)
    const ticket = folded(...others, target, undone)
    expect(ticket.service).toEqual(folded(...others).service)
    expect(ticket.service.kind).toBe(before)
    expect(ticket.ignored).toEqual([{ id: target.id, reason: 'undone' }])
    expect(ticket.history.map(({ id }) => id)).toContain(undone.id)
  })

  test('of a return leaves the no-show', () => {
    const away = anEvent('no_show', { at: 112 })
    const back = anEvent('returned', { at: 113 })
    expect(folded(called, away, back).service).toEqual({ kind: 'waiting', since: hlc(113) })
    expect(folded(called, away, back, undo(back, 114)).service.kind).toBe('no_show')
  })

  test('of cash gives back nothing: the cash never came', () => {
    const cash = anEvent('paid_by_hand', { at: 110 })
    expect(folded(cash).payment.status).toBe('paid')
    expect(folded(cash, undo(cash, 111)).payment).toEqual({ status: 'pending', movements: [] })
  })

  test('of a refund by hand leaves the money here', () => {
    const cash = anEvent('paid_by_hand', { at: 110 })
    const refund = anEvent('refunded_by_hand', {
      at: 111,
      data: { of: cash.id, amountCents: cents(9_000), reason: 'gave_up' },
    })
    expect(folded(cash, refund).payment.status).toBe('refunded')
    expect(folded(cash, refund, undo(refund, 112)).payment.status).toBe('paid')
  })

  test('of a refund by hand lets the one that came after it count', () => {
    const money = anEvent('paid_by_hand', { at: 110 })
    const [first, second] = [111, 112].map((at) =>
      anEvent('refunded_by_hand', {
        at,
        data: { of: money.id, amountCents: cents(9_000), reason: 'gave_up' },
      }),
    ) as [IdentifiedEvent, IdentifiedEvent]
    expect(folded(money, first, second, undo(first, 113)).ignored).toEqual([
      { id: first.id, reason: 'undone' },
    ])
  })

  test('is void in any order, also before its target by the clock', () => {
    expect(folded(called, undo(called, 1)).service.kind).toBe('waiting')
  })

  test('twice is the same as once', () => {
    expect(folded(called, undo(called, 111, ana), undo(called, 112, bia)).service.kind).toBe(
      'waiting',
    )
  })

  test('of nothing changes nothing', () => {
    const nothing = anEvent('undone', { at: 120 })
    expect(folded(called, nothing).service).toEqual(folded(called).service)
  })

  const lasting: readonly IdentifiedEvent[] = [
    creation,
    anEvent('cancelled', { at: 110, by: theKiosk }),
    anEvent('desk_chosen', { at: 110 }),
    anEvent('paid', { at: 110 }),
    anEvent('payment_review', { at: 110 }),
    anEvent('refunded', { at: 110, by: theGateway }),
  ]
  test.for(lasting)('of $event.type by $event.by.kind changes nothing', (target) => {
    const ticket = folded(target, undo(target, 120))
    expect(ticket.history.map(({ id }) => id)).toContain(target.id)
    expect(ticket.service).toEqual(folded(target).service)
    expect(ticket.payment).toEqual(folded(target).payment)
    expect(ticket.ignored).toEqual([])
  })

  test('of an undo changes nothing', () => {
    const undone = undo(called, 120)
    const ticket = folded(called, undone, undo(undone, 130))
    expect(ticket.service.kind).toBe('waiting')
    expect(ignoredIn(ticket)).toEqual({ [called.id]: 'undone' })
  })
})
