import { type Service, type Ticket, type TicketId } from '@totem/shared-schema'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ana,
  aCustomer,
  aShift,
  aTicket,
  bota,
  gelo,
  paid,
  type Step,
} from '../testing/_tickets.ts'
import { type QueueColumn, queueView } from './queue-view.ts'

const view = (
  tickets: readonly Ticket[],
  services: readonly Service[] = [gelo, bota],
): readonly QueueColumn[] =>
  queueView({
    tickets,
    customers: new Map(),
    services,
    shift: aShift(),
    operator: ana,
    deviceKeys: [],
  })

interface Places {
  readonly inService: readonly string[]
  readonly called: readonly string[]
  readonly waiting: readonly string[]
  readonly done: readonly string[]
}

const numbers = (column: QueueColumn | undefined): Places => {
  const of = (rows: QueueColumn['done'] = []): readonly string[] => rows.map((row) => row.number)
  return {
    inService: of(column?.inService),
    called: of(column?.called),
    waiting: of(column?.waiting),
    done: of(column?.done),
  }
}
const empty: Places = { inService: [], called: [], waiting: [], done: [] }

const called: Step = ['called', {}, 1]
const started: Step = ['started', { slot: 1 }, 2]
const finished: Step = ['finished', {}, 12]
const absent: Step = ['no_show', {}, 3]
const cancelled: Step = ['cancelled', { reason: 'gave_up' }, 4]

describe('the queue', () => {
  test('has a column for each service, also without tickets', () => {
    expect(view([]).map(({ id, name, devices, next }) => ({ id, name, devices, next }))).toEqual([
      { id: 'GELO', name: 'Banheira de Gelo', devices: 2, next: null },
      { id: 'BOTA', name: 'Bota de Compressão', devices: 3, next: null },
    ])
  })

  test.for<[string, readonly Step[], Partial<Places>]>([
    ['nothing happened', [], { waiting: ['A-001'] }],
    ['called', [called], { called: ['A-001'] }],
    ['being served', [called, started], { inService: ['A-001'] }],
    ['finished', [called, started, finished], { done: ['A-001'] }],
    ['absent', [called, absent], { done: ['A-001'] }],
    ['cancelled', [cancelled], { done: ['A-001'] }],
  ])('puts a ticket in its section: %s', ([, steps, expected]) => {
    expect(numbers(view([aTicket({ counter: 1, steps })])[0])).toEqual({ ...empty, ...expected })
  })

  test('lets the first who bought wait at the front, also after coming back', () => {
    const back = aTicket({
      counter: 1,
      steps: [called, absent, ['returned', {}, 30]],
    })
    const column = view([aTicket({ counter: 2 }), back])[0]
    expect(numbers(column).waiting).toEqual(['A-001', 'A-002'])
    expect(column?.next).toBe(back.id)
  })

  test('keeps what an earlier day left open and drops what it finished', () => {
    const left = aTicket({ counter: 7, day: '2026-09-23', soldAtMinute: -1_000 })
    const gone = aTicket({ counter: 8, day: '2026-09-23', steps: [called, started, finished] })
    const [column] = view([left, gone])
    expect(numbers(column)).toEqual({ ...empty, waiting: ['A-007'] })
    expect(column?.waiting[0]?.leftFrom).toBe('2026-09-23')
  })

  test('shows what is sold after midnight while the shift goes on', () => {
    expect(numbers(view([aTicket({ counter: 1, day: '2026-09-25' })])[0]).waiting).toEqual([
      'A-001',
    ])
  })

  test('keeps a column for a service that left the catalogue while its tickets are about', () => {
    const columns = view([aTicket({ counter: 1, service: bota })], [gelo])
    expect(columns.map(({ id, name }) => [id, name])).toEqual([
      ['GELO', 'Banheira de Gelo'],
      ['BOTA', 'Bota de Compressão'],
    ])
  })

  test('shows the name staff may call out, and none where the customer is unknown', () => {
    const [one, two] = [aTicket({ counter: 1 }), aTicket({ counter: 2 })]
    const columns = queueView({
      tickets: [one, two],
      customers: new Map([[one.id, aCustomer(one.id, 'Maria Souza Prado')]]),
      services: [gelo],
      shift: aShift(),
      operator: ana,
      deviceKeys: [],
    })
    expect(columns[0]?.waiting.map(({ name }) => name)).toEqual(['Maria P.', null])
  })
})

describe('who is next', () => {
  const underpaid: Step = [
    'payment_review',
    { settlement: 'pay:sicredi:E1', amountCents: gelo.priceCents, reason: 'late' },
    0,
  ]
  test.for<[string, readonly Step[], 'A-001' | 'A-002']>([
    ['paid', [paid(gelo, -50)], 'A-001'],
    ['not paid yet', [], 'A-001'],
    ['to be paid at the desk', [['desk_chosen', {}, -50]], 'A-001'],
    ['with a payment to be looked at', [underpaid], 'A-002'],
    ['away', [called, absent], 'A-002'],
  ])('given a first ticket that is %s', ([, steps, expected]) => {
    const tickets = [aTicket({ counter: 1, steps }), aTicket({ counter: 2 })]
    const next = view(tickets)[0]?.next
    expect(tickets.find(({ id }) => id === next)?.number).toBe(expected)
  })
})

describe('any day', () => {
  const step = fc.constantFrom<Step>(
    called,
    started,
    finished,
    absent,
    cancelled,
    ['returned', {}, 5],
    ['recalled', {}, 2],
    paid(gelo, 0),
    paid(bota, 0),
  )
  const ticket = fc
    .record({
      counter: fc.integer({ min: 1, max: 999 }),
      service: fc.constantFrom(gelo, bota),
      day: fc.constantFrom('2026-09-24', '2026-09-25'),
      steps: fc.array(step, { maxLength: 6 }),
    })
    .map(aTicket)
  const day = fc.uniqueArray(ticket, { selector: ({ id }) => id, maxLength: 40 })

  test('has every ticket in exactly one place', () => {
    fc.assert(
      fc.property(day, (tickets) => {
        const placed = view(tickets, [gelo]).flatMap((column) =>
          [column.inService, column.called, column.waiting, column.done].flat(),
        )
        expect(placed.map(({ id }) => id).toSorted()).toEqual(
          tickets.map(({ id }) => id).toSorted(),
        )
      }),
    )
  })

  test('never has anybody next who does not wait', () => {
    fc.assert(
      fc.property(day, (tickets) => {
        for (const { next, waiting } of view(tickets)) {
          const ids: readonly (TicketId | null)[] = [null, ...waiting.map(({ id }) => id)]
          expect(ids).toContain(next)
        }
      }),
    )
  })
})
