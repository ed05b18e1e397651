import { foldTicket, ok, type Ticket } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { createEffect, createRoot } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { aDocument } from '../testing/_tickets.ts'
import { createActs } from './create-acts.ts'

const ticketOf = (counter: number): Ticket => {
  const ticket = foldTicket(aDocument({ counter, soldAtMinute: -5, steps: [] }))
  if (ticket === undefined) throw new Error('a sold ticket folds')
  return ticket
}
const first = ticketOf(1)
const second = ticketOf(2)

/** Acts on a device whose ledger answers when it is told to. */
const aSlowDevice = () => {
  const written = Promise.withResolvers<undefined>()
  const append = vi.fn<Device['append']>(async () => {
    await written.promise
    return ok(first)
  })
  const acts = createActs({ device: { append }, now: () => 0, onProblem: vi.fn() })
  return { acts, append, written }
}

test('a second press on a ticket does nothing while the first is being written, and works after', async () => {
  const { acts, append, written } = aSlowDevice()
  const pressed = acts.append(first, 'called', {})
  expect(await acts.append(first, 'called', {})).toBe(false)
  expect([acts.isBusy(first.id), acts.isAnyBusy(), append.mock.calls.length]).toEqual([
    true,
    true,
    1,
  ])
  written.resolve(undefined)
  expect(await pressed).toBe(true)
  expect([acts.isBusy(first.id), acts.isAnyBusy()]).toEqual([false, false])
  expect(await acts.append(first, 'recalled', {})).toBe(true)
})

test('a ledger that throws leaves the ticket free for another try', async () => {
  const append = vi.fn<Device['append']>(() => Promise.reject(new Error('planted')))
  const acts = createActs({ device: { append }, now: () => 0, onProblem: vi.fn() })
  await expect(acts.append(first, 'called', {})).rejects.toThrow('planted')
  expect(acts.isAnyBusy()).toBe(false)
})

test('a press is heard by the buttons of its own row alone', async () => {
  const { acts, written } = aSlowDevice()
  const drawn: string[] = []
  const dispose = createRoot((end) => {
    for (const ticket of [first, second])
      createEffect(() => drawn.push(`${ticket.number} ${acts.isBusy(ticket.id)}`))
    return end
  })
  const pressed = acts.append(first, 'called', {})
  written.resolve(undefined)
  await pressed
  dispose()
  expect(drawn).toEqual(['A-001 false', 'A-002 false', 'A-001 true', 'A-001 false'])
})
