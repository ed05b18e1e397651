import * as v from 'valibot'
import { TicketDocument, type EventType, type Ticket, type TicketId } from '@totem/shared-schema'
import { aProfileOf, aSaleOf, iceBath, opened, soon, valueOf, type Profile } from './_a-home.ts'
import { type FakeGateway } from './_fake-gateway.ts'
import { type Device, type SyncStatus } from './device.ts'

/** Opens devices, and closes those that a test leaves open. */
export interface RunningDevices {
  readonly open: (profile: Profile) => Promise<Device>
  readonly close: (device: Device) => Promise<void>
  readonly closeAll: () => Promise<void>
  readonly aKiosk: (
    gateway: FakeGateway,
    letter?: string,
    profile?: Profile,
  ) => Promise<{ readonly device: Device; readonly profile: Profile }>
  readonly aTablet: (gateway: FakeGateway, username?: string, profile?: Profile) => Promise<Device>
}

/** The devices of one test file. RxDB counts the collections of a whole process, so every one is closed. */
export const runningDevices = (): RunningDevices => {
  const running = new Set<Device>()
  const keep = (device: Device): Device => {
    running.add(device)
    return device
  }
  const close = async (device: Device): Promise<void> => {
    running.delete(device)
    await device[Symbol.asyncDispose]()
  }
  const aKiosk: RunningDevices['aKiosk'] = async (
    gateway,
    letter = 'A',
    profile = aProfileOf('kiosk', gateway),
  ) => {
    gateway.addCode(`0000000${letter}`, letter)
    return { profile, device: keep(valueOf(await profile.home().pair(`0000000${letter}`))) }
  }
  return {
    close,
    aKiosk,
    closeAll: async (): Promise<void> => {
      for (const device of running) await close(device)
    },
    aTablet: async (gateway, username = 'ana', profile = aProfileOf('operator', gateway)) => {
      const credentials = { tenant: 'demo', username, password: 'secret' }
      return keep(valueOf(await profile.home().login(credentials)))
    },
    open: async (profile: Profile): Promise<Device> => keep(await opened(profile)),
  }
}

/** Sells an ice bath, or what is named. */
export const sell = async (device: Device, service = iceBath): Promise<Ticket> =>
  valueOf(await device.sell({ ...aSaleOf(), service }))

/** The numbers of tickets, in their order: tickets sold in one millisecond have none among them. */
export const numbers = (tickets: readonly Ticket[]): readonly string[] =>
  tickets.map(({ number }) => number).toSorted()

/** Waits until the gateway has acknowledged everything. */
export const acknowledged = (device: Device): Promise<SyncStatus> =>
  soon(device.sync$, ({ state, pending }) => state === 'online' && pending === 0)

/** Waits until an event of a type counts on a ticket. */
export const whenHeld = (
  device: Device,
  ticketId: TicketId,
  type: EventType,
): Promise<readonly Ticket[]> =>
  soon(device.tickets$, (tickets) =>
    tickets.some(
      ({ id, history }) => id === ticketId && history.some(({ event }) => event.type === type),
    ),
  )

/** The gateway's copy of a ticket. */
export const ticketAt = (gateway: FakeGateway, id: TicketId): TicketDocument =>
  v.parse(
    TicketDocument,
    gateway.documents('tickets').find((document) => document.id === id),
  )
