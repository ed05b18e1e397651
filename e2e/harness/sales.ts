import { filter, firstValueFrom, map, timeout } from 'rxjs'
import {
  parseCpf,
  parsePersonName,
  parsePhone,
  type Result,
  type Service,
  type Ticket,
  type TicketId,
} from '@totem/shared-schema'
import { type Device, type Sale } from '@totem/shared-schema/local-store'

/** How long a device may take to show something, in milliseconds. */
const patienceMs = 15_000

/** Takes the value of a result, or fails the test with the reason. */
export const valueOf = <T, E>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Makes a sale as a customer types it. */
export const aSale = (service: Service): Sale => ({
  service,
  name: valueOf(parsePersonName('Maria da Silva')),
  cpf: valueOf(parseCpf('529.982.247-25')),
  phone: valueOf(parsePhone('(51) 99999-8888')),
  consent: { textVersion: '2026-11', textHash: 'hash', locale: 'pt-BR', purposes: [] },
})

/** Waits until a device holds the price list, and gives its first service. */
export const firstService = (device: Device): Promise<Service> =>
  firstValueFrom(
    device.catalog$.pipe(
      map(([first]) => first),
      filter((service) => service !== undefined),
      timeout(patienceMs),
    ),
  )

/** Waits until a device shows a ticket in a wanted state. */
export const ticketOn = (
  device: Device,
  id: TicketId,
  wanted: (ticket: Ticket) => boolean = () => true,
): Promise<Ticket> =>
  firstValueFrom(
    device.tickets$.pipe(
      map((tickets) => tickets.find((ticket) => ticket.id === id && wanted(ticket))),
      filter((ticket) => ticket !== undefined),
      timeout(patienceMs),
    ),
  )

/** Waits until the gateway has acknowledged everything a device wrote. */
export const delivered = async (device: Device): Promise<void> => {
  await firstValueFrom(
    device.sync$.pipe(
      filter(({ state, pending }) => state === 'online' && pending === 0),
      timeout(patienceMs),
    ),
  )
}
