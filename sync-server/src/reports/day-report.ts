import {
  businessDayOf,
  type BusinessDay,
  type DayFigures,
  type DayReport,
  type DeviceOffline,
  heldMovements,
  type Service,
  ServiceCode,
  type Shift,
  type Ticket,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { methodOf, type SettledMoney, sumByMethod } from './money-by-method.ts'
import { percentile } from './percentile.ts'
import { type PromiseAndWait, promiseFigures } from './promise-figures.ts'

/** What a day's report is made of. */
export interface DaySources {
  readonly day: BusinessDay
  readonly studio: string
  readonly timeZone: string
  /** Tickets of the day. */
  readonly tickets: readonly Ticket[]
  /** Money that banks say arrived around the day; what lies outside of it is left out. */
  readonly settlements: readonly SettledMoney[]
  /** Shifts of the day. */
  readonly shifts: readonly Shift[]
  /** For the names of services that nobody bought that day. */
  readonly services: readonly Service[]
  /** What devices told of the day, about their connection. */
  readonly offline: readonly DeviceOffline[]
  readonly nowMs: number
}

/** Counts a day from what the database holds. Pure; `revision` and `madeAt` are for whoever stores it. */
export const dayReport = (sources: DaySources): Omit<DayReport, 'revision' | 'madeAt'> => {
  const { day, studio, tickets, settlements, timeZone, offline } = sources
  const byService = Map.groupBy(tickets, ({ sale }) => sale.service.code)
  const codes = new Set([...byService.keys(), ...sources.shifts.flatMap(servicesIn)])
  const arrived = settlements.filter(({ at }) => businessDayOf(at, timeZone) === day)
  return {
    day,
    studio,
    total: figuresOf(tickets, readySecondsOf(sources)),
    services: [...codes].toSorted().map((code) => {
      const own = byService.get(code) ?? []
      return {
        code,
        name: own[0]?.sale.service.name ?? nameIn(sources.services, code),
        ...figuresOf(own, readySecondsOf(sources, code)),
      }
    }),
    methods: sumByMethod(
      tickets.flatMap((ticket) =>
        ticket.payment.movements.map(({ id, amountCents, returnedCents }) => ({
          method: methodOf(ticket, id),
          cents: amountCents,
          refundedCents: returnedCents,
        })),
      ),
    ),
    settled: sumByMethod(arrived),
    ...(offline.length > 0 && { offline: [...offline] }),
  }
}

const servicesIn = ({ devices }: Shift): readonly ServiceCode[] =>
  Object.keys(devices.counts).map((code) => v.parse(ServiceCode, code))

const nameIn = (services: readonly Service[], code: ServiceCode): string =>
  services.find(({ id }) => id === code)?.name ?? code

const figuresOf = (tickets: readonly Ticket[], readySeconds: number): DayFigures => {
  const count = (test: (ticket: Ticket) => boolean): number => tickets.filter(test).length
  const sum = (value: (ticket: Ticket) => number): number =>
    tickets.reduce((total, ticket) => total + value(ticket), 0)
  const waits = tickets.flatMap(waitSecondsOf)
  const promised = promiseFigures(tickets.flatMap(promiseAndWaitOf))
  return {
    sold: tickets.length,
    served: count(isServed),
    noShow: count(({ service }) => service.kind === 'no_show'),
    cancelled: count(isCancelled),
    open: count(({ service }) => ['waiting', 'called', 'in_service'].includes(service.kind)),
    expectedCents: sum((ticket) => (isCancelled(ticket) ? 0 : ticket.sale.service.priceCents)),
    receivedCents: sum(({ payment }) => sumOf(payment.movements, 'amountCents')),
    refundedCents: sum(({ payment }) => sumOf(payment.movements, 'returnedCents')),
    servedUnpaid: count(
      (ticket) => isServed(ticket) && heldMovements(ticket.payment.movements).length === 0,
    ),
    inReview: count(
      ({ payment }) => payment.status === 'review' || payment.status === 'refund_due',
    ),
    waitP50: percentile(waits, 50),
    waitP95: percentile(waits, 95),
    ...(promised !== undefined && { promised }),
    servedSeconds: sum(servedSecondsOf),
    readySeconds,
  }
}

const isServed = ({ service }: Ticket): boolean => service.kind === 'finished'
const isCancelled = ({ service }: Ticket): boolean => service.kind === 'cancelled'

const sumOf = <K extends string>(items: readonly Readonly<Record<K, number>>[], key: K): number =>
  items.reduce((total, item) => total + item[key], 0)

/** Somebody attended without a call waited until then. */
const waitSecondsOf = ({ soldAt, history }: Ticket): readonly number[] => {
  const first = history.find(({ event }) => event.type === 'called' || event.type === 'started')
  return first === undefined ? [] : [Math.max(0, Math.round((first.event.at - soldAt) / 1_000))]
}

const promiseAndWaitOf = (ticket: Ticket): readonly PromiseAndWait[] => {
  const { promised } = ticket.sale
  return promised === undefined
    ? []
    : waitSecondsOf(ticket).map((waitSeconds) => ({ promised, waitSeconds }))
}

const servedSecondsOf = ({ service }: Ticket): number =>
  service.kind === 'finished'
    ? Math.max(0, Math.round((service.finishedAt - service.startedAt) / 1_000))
    : 0

/** A shift that nobody closed counts until now, and no longer than a day. */
const readySecondsOf = ({ shifts, nowMs }: DaySources, code?: ServiceCode): number =>
  shifts.reduce((total, { opened, closed, devices }) => {
    const endMs = Math.min(closed?.at ?? nowMs, opened.at + 24 * 60 * 60_000)
    const seconds = Math.max(0, Math.round((endMs - opened.at) / 1_000))
    const ready = Object.entries(devices.counts)
      .filter(([each]) => code === undefined || each === code)
      .reduce((sum, [, devicesReady]) => sum + devicesReady, 0)
    return total + seconds * ready
  }, 0)
