import { concatMap, from, map, pairwise, startWith, type Observable } from 'rxjs'
import { isServiceEventType, type DeviceId, type Ticket } from '@totem/shared-schema'
import { type DeviceNotice } from '../device.ts'

/**
 * Tells of own acts that counted until an earlier one arrived from elsewhere: two tablets called the same
 * ticket while offline, and the first one wins everywhere.
 */
export const lostRaces = (
  tickets$: Observable<readonly Ticket[]>,
  device: DeviceId,
): Observable<DeviceNotice> =>
  tickets$.pipe(
    startWith([]),
    pairwise(),
    map(([before, after]) => racesBetween(before, after, device)),
    concatMap((notices) => from(notices)),
  )

/** Finds what one change of the tickets took away from this device. Pure. */
export const racesBetween = (
  before: readonly Ticket[],
  after: readonly Ticket[],
  device: DeviceId,
): readonly DeviceNotice[] => {
  // Of a day of thousands one changed: the others stand where they stood.
  const moved = after.filter((ticket, index) => ticket !== before[index])
  const ticketById = new Map(
    before.filter((ticket, index) => ticket !== after[index]).map((ticket) => [ticket.id, ticket]),
  )
  return moved.flatMap((ticket) => {
    const known = ticketById.get(ticket.id)
    if (known === undefined || known === ticket) return []
    return ticket.ignored.flatMap(({ id, reason }): readonly DeviceNotice[] => {
      const counted = known.history.find((entry) => entry.id === id)
      if (counted === undefined || reason === 'undone') return []
      const { event } = counted
      const own = event.by.kind === 'operator' && event.by.device === device
      return own && isServiceEventType(event.type)
        ? [{ kind: 'lost_race', ticket, type: event.type, reason }]
        : []
    })
  })
}
