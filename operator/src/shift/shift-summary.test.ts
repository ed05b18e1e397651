import { expect, test } from 'vitest'
import { queueView } from '../queue/queue-view.ts'
import { ana, aShift, aTicket, bota, gelo, type Step } from '../testing/_tickets.ts'
import { shiftSummary } from './shift-summary.ts'

test('the summary of a shift counts each ticket once', () => {
  const call: Step = ['called', {}, 0]
  const start: Step = ['started', {}, 1]
  const finish: Step = ['finished', {}, 2]
  const tickets = [
    aTicket({ counter: 1, steps: [call, start, finish] }),
    aTicket({ counter: 2, steps: [call, ['no_show', {}, 1]] }),
    aTicket({ counter: 3, steps: [['cancelled', { reason: 'gave_up' }, 1]] }),
    aTicket({ counter: 4, service: bota, steps: [call, start] }),
    aTicket({ counter: 5, service: bota, steps: [call] }),
    aTicket({ counter: 6 }),
  ]
  const columns = queueView({
    tickets,
    customers: new Map(),
    services: [gelo, bota],
    shift: aShift(),
    operator: ana,
    deviceKeys: [],
  })
  expect(shiftSummary(columns)).toEqual({
    served: 1,
    noShow: 1,
    cancelled: 1,
    left: 2,
    inService: 1,
    unpaid: 1,
  })
})
