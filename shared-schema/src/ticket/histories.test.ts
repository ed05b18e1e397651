import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { cents, hlc, plainData } from './_a-ticket.ts'
import {
  act,
  crash,
  fiveReplicas,
  flush,
  partOf,
  receive,
  seenTickets,
  sell,
  type Act,
  type Replica,
} from './_replicas.ts'
import { type TicketDocument, type TicketEvent } from './event.ts'
import { foldTicket, type Ticket } from './fold.ts'
import { entriesOf, mergeTickets } from './merge.ts'

const dayMs = 24 * 60 * 60_000
const start = Date.UTC(2026, 10, 23, 2, 55) // five minutes before midnight in São Paulo
const gatewayAt = 4

/** What befalls one replica; `safe` says whether it was flushed before anything else happened. */
type Command = { readonly who: number } & (
  | { readonly kind: 'sell'; readonly safe: boolean }
  | { readonly kind: 'act'; readonly act: Act; readonly safe: boolean }
  | { readonly kind: 'flush' | 'crash' }
  | { readonly kind: 'clock'; readonly skewMs: number }
  | { readonly kind: 'send'; readonly to: number; readonly share: number }
  | { readonly kind: 'late'; readonly message: number }
)

const skew = fc.integer({ min: -5 * dayMs, max: 5 * dayMs })
const kiosk = fc.nat({ max: 1 })
const tablet = fc.integer({ min: 2, max: 3 })
const anybody = fc.nat({ max: 4 })
const pick = fc.nat({ max: 100 })

const kioskAct = fc.record({
  pick,
  type: fc.constantFrom('printed', 'charge_shown', 'desk_chosen', 'cancelled'),
})
const tabletAct = fc.record({
  pick,
  type: fc.constantFrom(
    'called',
    'called',
    'recalled',
    'started',
    'finished',
    'no_show',
    'returned',
    'undone',
    'undone',
    'paid_by_hand',
    'cancelled',
  ),
})
const gatewayAct: fc.Arbitrary<Act> = fc
  .record({ pick, settlement: fc.constantFrom('E1', 'E2'), back: fc.boolean() })
  .map(({ pick, settlement, back }) =>
    back
      ? { pick, type: 'refunded', data: { ...plainData.refunded, amountCents: cents(4_500) } }
      : {
          pick,
          type: 'paid',
          data: {
            ...plainData.paid,
            settlement: `pay:sicredi:${settlement}`,
            settledAt: hlc(pick),
          },
        },
  )

const safe = fc.constantFrom(true, true, true, false)
const anAct = (who: fc.Arbitrary<number>, act: fc.Arbitrary<Act>): fc.Arbitrary<Command> =>
  fc.record({ kind: fc.constant('act'), who, act, safe })

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sell'), who: kiosk, safe }) },
  { weight: 2, arbitrary: anAct(kiosk, kioskAct) },
  { weight: 12, arbitrary: anAct(tablet, tabletAct) },
  { weight: 3, arbitrary: anAct(fc.constant(gatewayAt), gatewayAct) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('flush', 'crash'), who: anybody }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clock'), who: anybody, skewMs: skew }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('send'),
      who: anybody,
      to: anybody,
      share: fc.constantFrom(1, 4, 7, 7, 7, 7),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('late'), who: anybody, message: pick }),
  },
)

const history = fc.record({
  skews: fc.array(skew, { minLength: 5, maxLength: 5 }),
  commands: fc.array(command, { minLength: 10, maxLength: 60, size: 'max' }),
  healing: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
})
/** Every history begins with two tickets that everybody has seen. */
const opening: readonly Command[] = [0, 1].flatMap((who): Command[] => [
  { kind: 'sell', who, safe: true },
  ...[0, 1, 2, 3, 4].map((to): Command => ({ kind: 'send', who, to, share: 7 })),
])

interface Outcome {
  readonly replicas: readonly Replica[]
  /** Every event that was ever safe on some replica, by id. */
  readonly safe: ReadonlyMap<string, TicketEvent>
}

/**
 * Lives a history through. Every message is also kept in a bag, from which it may arrive again later: lost,
 * doubled and reordered messages are all in there, and whoever is sent nothing is partitioned.
 */
const live = ({ skews, commands, healing }: HistoryOf<typeof history>): Outcome => {
  const replicas = [...fiveReplicas(skews)]
  const bag: (readonly TicketDocument[])[] = []
  const safe = new Map<string, TicketEvent>()
  const change = (who: number, step: (replica: Replica) => Replica): void => {
    const replica = replicas[who]
    if (replica === undefined) return
    const next = step(replica)
    replicas[who] = next
    if (next.disk.head === replica.disk.head) return
    for (const { events } of next.disk.tickets.values())
      for (const [id, event] of entriesOf(events)) safe.set(id, event)
  }
  const send = (who: number, to: number, share: number): void => {
    const message = replicas[who] === undefined ? [] : partOf(replicas[who], share)
    bag.push(message)
    change(to, (replica) => receive(replica, message))
  }
  const befall = (command: Command, nowMs: number): void => {
    switch (command.kind) {
      case 'sell':
        change(command.who, (replica) => sell(replica, nowMs))
        break
      case 'act':
        change(command.who, (replica) => act(replica, command.act, nowMs))
        break
      case 'flush':
        change(command.who, flush)
        break
      case 'crash':
        change(command.who, crash)
        break
      case 'clock':
        change(command.who, (replica) => ({ ...replica, skewMs: command.skewMs }))
        break
      case 'send':
        send(command.who, command.to, command.share)
        break
      case 'late':
        change(command.who, (replica) => receive(replica, bag[command.message % bag.length] ?? []))
    }
  }
  for (const [turn, command] of [...opening, ...commands].entries()) {
    befall(command, start + turn * 20_000)
    if ('safe' in command && command.safe) change(command.who, flush)
  }
  const [hub = 0, ...spokes] = healing
  for (const who of healing) change(who, flush)
  for (const who of spokes) send(who, hub, 7)
  for (const who of spokes) send(hub, who, 7)
  return { replicas, safe }
}
type HistoryOf<A> = A extends fc.Arbitrary<infer T> ? T : never

const holds = (law: (outcome: Outcome) => void): void => {
  fc.assert(
    fc.property(history, (given) => law(live(given))),
    runs(2_000, 10),
  )
}

const textOf = ({ disk }: Replica): string =>
  JSON.stringify([...disk.tickets.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)))

const eventIds = (ticket: Ticket): readonly string[] =>
  [...ticket.history, ...ticket.ignored].map(({ id }) => id)

const shuffled = (document: TicketDocument): TicketDocument => ({
  ...document,
  events: Object.fromEntries(
    entriesOf(document.events).toSorted(([a], [b]) => (a.slice(9) < b.slice(9) ? -1 : 1)),
  ),
})

test('whatever five replicas live through, they end as one, and lose nothing', () => {
  holds(({ replicas, safe }) => {
    const [first, ...others] = replicas
    if (first === undefined) throw new Error('there are five')
    for (const other of others) expect(textOf(other)).toBe(textOf(first))

    const documents = [...first.disk.tickets.values()]
    const ends = new Map<string, TicketEvent>(documents.flatMap(({ events }) => entriesOf(events)))
    const lost = [...safe].filter(([id, event]) => ends.get(id)?.sig !== event.sig)
    expect(lost).toEqual([])

    const tickets = seenTickets(first.disk.tickets)
    const numbers = tickets.map(({ number, sale }) => `${number} of ${sale.businessDay}`)
    expect(new Set(numbers).size).toBe(numbers.length)

    for (const document of documents) {
      const ticket = foldTicket(document)
      if (ticket === undefined) continue
      expect(JSON.stringify(foldTicket(shuffled(document)))).toBe(JSON.stringify(ticket))
      expect(eventIds(ticket).toSorted().join()).toBe(Object.keys(document.events).join())
      expectPaidToStay(document, ticket)
      expectHistoryToSuffice(document, ticket)
    }
  })
})

test('any two replicas may merge first', () => {
  const torn = fc.tuple(history, fc.nat({ max: 7 }), fc.nat({ max: 7 }))
  fc.assert(
    fc.property(torn, ([given, shareA, shareB]) => {
      const { replicas } = live({ ...given, healing: [] })
      for (const { disk } of replicas)
        for (const document of disk.tickets.values()) {
          const copies = [shareA, shareB, 7 - shareA].map((share, at) => tear(document, share, at))
          const [a = document, b = document, c = document] = copies
          const text = (merged: TicketDocument): string => JSON.stringify(merged)
          expect(text(mergeTickets(a, b))).toBe(text(mergeTickets(b, a)))
          expect(text(mergeTickets(mergeTickets(a, b), c))).toBe(
            text(mergeTickets(a, mergeTickets(b, c))),
          )
          expect(text(mergeTickets(document, a))).toBe(text(document))
        }
    }),
    runs(300),
  )
})

const tear = (document: TicketDocument, share: number, at: number): TicketDocument => ({
  ...document,
  events: Object.fromEntries(
    entriesOf(document.events).filter(([id]) => (id.charCodeAt(at) + share) % 3 > 0),
  ),
})

const expectPaidToStay = (document: TicketDocument, ticket: Ticket): void => {
  const movements = new Set<unknown>(ticket.payment.movements.map(({ id }) => id))
  const paid = Object.values(document.events).filter(({ type }) => type === 'paid')
  expect(paid.filter(({ data }) => !movements.has(data['settlement']))).toEqual([])
}

/** What counts is enough: the ticket folds to the same from its history alone, and ignores nothing of it. */
const expectHistoryToSuffice = (document: TicketDocument, ticket: Ticket): void => {
  const again = foldTicket({
    ...document,
    events: Object.fromEntries(ticket.history.map(({ id }) => [id, document.events[id]!])),
  })
  expect(JSON.stringify([again?.service, again?.payment, again?.ignored])).toBe(
    JSON.stringify([ticket.service, ticket.payment, []]),
  )
}
