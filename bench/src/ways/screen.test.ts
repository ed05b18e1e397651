import { Subject } from 'rxjs'
import { expect, test } from 'vitest'
import { watchScreen } from './screen.ts'

const tickets = (...ids: string[]): { id: string }[] => ids.map((id) => ({ id }))

test('a ticket keeps the moment at which it was shown first', async () => {
  const shown$ = new Subject<{ id: string }[]>()
  using screen = watchScreen(shown$)
  const waiting = screen.shownAt('a')
  shown$.next(tickets('a'))
  const first = await waiting
  shown$.next(tickets('a', 'b'))
  expect(await screen.shownAt('a')).toBe(first)
  expect(await screen.shownAt('b')).toBeGreaterThanOrEqual(first)
})

test('a screen is filled with the emission that brings the last ticket', async () => {
  const shown$ = new Subject<{ id: string }[]>()
  using screen = watchScreen(shown$)
  const filled = screen.filledAt(3)
  shown$.next(tickets('a'))
  shown$.next(tickets('a', 'b', 'c'))
  expect(await filled).toBe(await screen.shownAt('c'))
  expect(screen.size()).toBe(3)
})
