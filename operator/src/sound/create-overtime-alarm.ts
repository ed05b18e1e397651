import { type Ticket, type TicketId } from '@totem/shared-schema'
import { type Accessor, createComputed } from 'solid-js'
import { type Chimes } from './chimes.ts'

/** What the alarm follows. */
export interface OvertimeSources {
  readonly tickets: Accessor<readonly Ticket[]>
  /** In ms since 1970, ticking. */
  readonly now: Accessor<number>
}

/** How often the alarm rings while a service is over its time, in milliseconds. */
const everyMs = 60_000

/** Rings when the time of a service is up, and every minute after that until it is ended. */
export const createOvertimeAlarm = (
  { tickets, now }: OvertimeSources,
  chimes: Pick<Chimes, 'play'>,
): void => {
  createComputed((rung: ReadonlyMap<TicketId, number>) => {
    const turns = overtimeTurns(tickets(), now())
    const isNew = [...turns].some(([id, turn]) => turn > (rung.get(id) ?? -1))
    if (isNew) chimes.play('bell')
    return turns
  }, new Map<TicketId, number>())
}

/** Gives for each service that is over its time how many alarms it has had until now, the first being 0. Pure. */
export const overtimeTurns = (
  tickets: readonly Ticket[],
  nowMs: number,
): ReadonlyMap<TicketId, number> =>
  new Map(
    tickets.flatMap(({ id, service, sale }): readonly [TicketId, number][] => {
      if (service.kind !== 'in_service') return []
      const overMs = nowMs - service.startedAt - sale.service.durationMinutes * 60_000
      return overMs < 0 ? [] : [[id, Math.floor(overMs / everyMs)]]
    }),
  )
