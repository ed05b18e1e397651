import {
  openPrintJournal,
  openPrintQueue,
  profileOf,
  type JournalFile,
  type PrintOrder,
  type PrintQueue,
  type PrinterChoice,
  type PrinterTransport,
  type ReceiptFacts,
} from '@totem/printer'
import {
  businessDayOf,
  type TenantProfile,
  type Ticket,
  type TicketId,
  type WaitEstimate,
} from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { type Clock } from '../time/clock.ts'
import { type ToldWait, worthRepeating } from '../queue/told-wait.ts'
import { factsOf, paperOf } from './paper-of.ts'
import { hasPrinter, originalJobId, type Printing, type PrintingState } from './printing.ts'
import { reprintOrders } from './reprint-orders.ts'
import { unnotedPrints } from './unnoted-prints.ts'

/** What printing on a kiosk works with. */
export interface PrintingWorld {
  readonly device: PrintingDevice
  readonly journalFile: JournalFile
  readonly transportOf: (choice: PrinterChoice) => Promise<PrinterTransport>
  /** Asks the browser to let this page use a printer. Resolves also when the person closed the list. */
  readonly allow: (kind: 'usb' | 'serial') => Promise<void>
  /** Makes the PDF of a receipt and hands it to the browser. */
  readonly savePdf: (facts: ReceiptFacts) => Promise<void>
  readonly clock: Clock
}

/** The part of a device that printing needs. */
export type PrintingDevice = Pick<
  Device,
  'identity' | 'tickets$' | 'profile$' | 'append' | 'signPaper'
>

/** What a printer is taken for until staff say what it is: any model understands it. */
export const firstChoice: PrinterChoice = {
  transport: { kind: 'usb' },
  model: 'generic',
  paper: 80,
}

/** Starts printing: orders become paper, paper becomes `printed` on its ticket, operators' requests become a *2ª via*. */
export const openPrinting = async (world: PrintingWorld): Promise<Printing> => {
  const { device, clock } = world
  const journal = await openPrintJournal(world.journalFile, clock.now())
  const tickets = new Map<TicketId, Ticket>()
  /** Not journalled: after a restart nobody remembers what a screen said, and the paper leaves it out. */
  const waits = new Map<TicketId, ToldWait>()
  const listeners = new Set<() => void>()
  const noting = new Set<string>()
  let profile: TenantProfile | undefined
  let queue: PrintQueue
  const choice = (): PrinterChoice => journal.choice() ?? firstChoice

  const state = (): PrintingState => ({
    jobs: queue.jobs(),
    standing: queue.standing(),
    choice: journal.choice(),
  })
  const order = (wanted: PrintOrder): void => {
    // A full disk takes no order; the screen goes on showing the number, and offers the PDF.
    void queue.order(wanted)
  }
  const waitOf = (id: TicketId | null): WaitEstimate | undefined =>
    id === null ? undefined : worthRepeating(waits.get(id), clock.now())
  const noteOnTickets = (): void => {
    for (const { ticketId, data } of unnotedPrints(queue.jobs(), (id) => tickets.get(id))) {
      if (noting.has(data.job)) continue
      noting.add(data.job)
      // What could not be noted is found again at the next change or start.
      void device.append(ticketId, 'printed', data).finally(() => noting.delete(data.job))
    }
  }
  const takeRequests = (): void => {
    if (!hasPrinter(state())) return
    for (const wanted of reprintOrders([...tickets.values()], device.identity.device, clock.now()))
      if (queue.job(wanted.id) === undefined) order(wanted)
  }
  /** A printer that was there once is missed when it is not. */
  const rememberPrinter = (): void => {
    if (journal.choice() === null && queue.standing().kind === 'ready')
      void journal.choose(firstChoice).catch(() => undefined)
  }
  const openQueue = async (): Promise<void> => {
    queue = await openPrintQueue({
      journal,
      transport: await world.transportOf(choice()),
      clock,
      asksStatus: profileOf(choice()).dialect === 'esc-pos',
      bytesOf: (wanted) =>
        profile === undefined
          ? undefined
          : paperOf(wanted, {
              studio: profile.studio,
              timeZone: profile.timeZone,
              choice: choice(),
              ticket: wanted.ticketId === null ? undefined : tickets.get(wanted.ticketId),
              signPaper: device.signPaper,
              wait: waitOf(wanted.ticketId),
            }),
    })
    queue.onChange(() => {
      noteOnTickets()
      takeRequests()
      rememberPrinter()
      for (const tell of listeners) tell()
    })
  }
  const profiles = device.profile$.subscribe((next) => {
    profile = next
  })
  await openQueue()
  const views = device.tickets$.subscribe((list) => {
    for (const ticket of list) tickets.set(ticket.id, ticket)
    noteOnTickets()
    takeRequests()
  })

  const copiesOf = (id: TicketId): number =>
    queue.jobs().filter(({ order: { ticketId } }) => ticketId === id).length
  const now = (): Pick<PrintOrder, 'orderedAt'> => ({ orderedAt: clock.now() })

  return {
    state,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isBusy: () => queue.jobs().some((job) => job.state.kind === 'sending'),
    numberOf: ({ ticketId }) => (ticketId === null ? undefined : tickets.get(ticketId)?.number),
    printOriginal: (ticket, wait) => {
      if (wait !== undefined) waits.set(ticket.id, wait)
      if (!hasPrinter(state())) return
      tickets.set(ticket.id, ticket)
      order({ id: originalJobId(ticket.id), ticketId: ticket.id, copy: 0, ...now() })
    },
    savePdf: async (ticket) => {
      if (profile === undefined) return
      const { studio, timeZone } = profile
      const source = { studio, timeZone, signPaper: device.signPaper, wait: waitOf(ticket.id) }
      await world.savePdf(factsOf(ticket, 'original', source))
    },
    staff: {
      allow: async (kind) => {
        await world.allow(kind)
        queue.wake()
      },
      choose: async (chosen) => {
        await journal.choose(chosen)
        await queue[Symbol.asyncDispose]()
        await openQueue()
        for (const tell of listeners) tell()
      },
      printTestPage: () => order({ id: `test-${clock.now()}`, ticketId: null, copy: 0, ...now() }),
      printAfterAll: (id) => void queue.printAfterAll(id),
      reprint: (ticketId) => {
        const copy = Math.max(1, copiesOf(ticketId))
        order({ id: `k${copy}-${ticketId}`, ticketId, copy, ...now() })
      },
      markSeen: (id) => void queue.markSeen(id),
      forgotten: () =>
        profile === undefined
          ? []
          : forgottenTickets([...tickets.values()], {
              today: businessDayOf(clock.now(), profile.timeZone),
              device: device.identity.device,
              isOrdered: (id) => queue.job(originalJobId(id)) !== undefined,
            }),
    },
    [Symbol.asyncDispose]: async () => {
      views.unsubscribe()
      profiles.unsubscribe()
      await queue[Symbol.asyncDispose]()
      await journal[Symbol.asyncDispose]()
    },
  }
}

const forgottenTickets = (
  tickets: readonly Ticket[],
  known: {
    readonly today: string
    readonly device: Device['identity']['device']
    readonly isOrdered: (id: TicketId) => boolean
  },
): readonly Ticket[] =>
  tickets.filter(
    ({ id, sale, soldBy, service, payment, history }) =>
      sale.businessDay === known.today &&
      soldBy.kind === 'device' &&
      soldBy.device === known.device &&
      service.kind !== 'cancelled' &&
      payment.status !== 'pending' &&
      !known.isOrdered(id) &&
      !history.some(({ event }) => event.type === 'printed'),
  )
