import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { aTicket, minutes, noonish } from '../testing/_tickets.ts'
import { createOvertimeAlarm } from './create-overtime-alarm.ts'

test('rings when the time is up, every minute after that, and falls silent at the end', () => {
  const serving = aTicket({
    counter: 1,
    steps: [
      ['called', {}, 0],
      ['started', {}, 0],
    ],
  })
  const [now, setNow] = createSignal(noonish)
  const [tickets, setTickets] = createSignal([serving])
  const played: number[] = []
  createRoot((dispose) => {
    createOvertimeAlarm({ tickets, now }, { play: () => played.push((now() - noonish) / 60_000) })
    for (const minute of [9.9, 10, 10.5, 11, 11.2, 12.1]) setNow(noonish + minutes(minute))
    setTickets([])
    setNow(noonish + minutes(14))
    dispose()
  })
  expect(played).toEqual([10, 11, 12.1])
})
