import { type BusinessDay, type ServiceCode, type Ticket } from '@totem/shared-schema'

/** Counts who waits for each service today, of the tickets this kiosk knows. */
export const waitingByService = (
  tickets: readonly Ticket[],
  today: BusinessDay,
): ReadonlyMap<ServiceCode, number> => {
  const counts = new Map<ServiceCode, number>()
  for (const { service, sale } of tickets)
    if (service.kind === 'waiting' && sale.businessDay === today)
      counts.set(sale.service.code, (counts.get(sale.service.code) ?? 0) + 1)
  return counts
}
