import { type Service, type Ticket } from '@totem/shared-schema'
import { type Accessor, createComputed } from 'solid-js'
import { arrivalsSince, type Arrivals } from './arrivals.ts'
import { type Chimes } from './chimes.ts'

/** What the sounds follow. */
export interface ArrivalSources {
  readonly tickets: Accessor<readonly Ticket[]>
  readonly services: Accessor<readonly Service[]>
}

/** Plays a service's sound when tickets of it come in, once however many came together. */
export const createArrivalSounds = (
  sources: ArrivalSources,
  chimes: Pick<Chimes, 'play'>,
): void => {
  createComputed((before: Arrivals['known'] | undefined) => {
    const { known, fresh } = arrivalsSince(before, sources.tickets())
    const codes = new Set(fresh.map(({ sale }) => sale.service.code))
    for (const { id, sound } of sources.services()) if (codes.has(id)) chimes.play(sound)
    return known
  })
}
