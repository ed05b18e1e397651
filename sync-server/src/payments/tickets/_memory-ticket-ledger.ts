import {
  entriesOf,
  foldTicket,
  mergeTickets,
  type Ticket,
  type TicketDocument,
  type TicketId,
} from '@totem/shared-schema'
import { othersWork } from '../documents/_memory-document-store.ts'
import { holdsTicket } from './holds-ticket.ts'
import { type TicketLedger } from './ticket-ledger.ts'

/** A ledger of tickets without a database; it passes the same suite. */
export interface MemoryTicketLedger extends TicketLedger {
  /** Lets a ticket arrive, or more of its events. */
  readonly arrive: (document: TicketDocument) => void
  /** Puts something into quarantine; gives the entry's name. */
  readonly quarantine: (document: TicketDocument) => string
  readonly release: (entry: string) => void
  readonly all: () => readonly Ticket[]
}

/** Makes an empty one. */
export const createMemoryTicketLedger = (): MemoryTicketLedger => {
  const documents = new Map<TicketId, TicketDocument>()
  const waiting = new Map<string, TicketDocument>()
  const changes: TicketId[] = []
  let entries = 0
  let looked = 0

  const fold = (id: TicketId): Ticket | undefined => {
    const document = documents.get(id)
    return document === undefined ? undefined : foldTicket(document)
  }
  const all = (): readonly Ticket[] =>
    [...documents.keys()].toSorted().flatMap((id) => fold(id) ?? [])
  const arrive = (document: TicketDocument): void => {
    const known = documents.get(document.id)
    documents.set(document.id, known === undefined ? document : mergeTickets(known, document))
    changes.push(document.id)
  }

  return {
    all,
    arrive,
    quarantine: (document) => {
      entries += 1
      const entry = `tickets-${String(entries).padStart(32, '0')}`
      waiting.set(entry, document)
      return entry
    },
    release: (entry) => {
      const document = waiting.get(entry)
      waiting.delete(entry)
      if (document !== undefined) arrive(document)
    },
    get: async (id) => {
      await othersWork()
      return fold(id)
    },
    append: async (id, decide) => {
      for (;;) {
        await othersWork()
        const before = documents.get(id)
        const ticket = fold(id)
        if (before === undefined || ticket === undefined) return undefined
        const events = entriesOf(before.events).map(([eventId, event]) => ({ id: eventId, event }))
        const added = decide({ ticket, events })
        if (added === undefined) return ticket
        await othersWork()
        if (documents.get(id) !== before) continue
        arrive({ ...before, events: { [added.id]: added.event } })
        return fold(id)
      }
    },
    byIntent: async (intent) => {
      await othersWork()
      return all().find(({ sale }) => sale.intent === intent)
    },
    inTrouble: async (limit) => {
      await othersWork()
      return (['review', 'refund_due'] as const).flatMap((status) =>
        all()
          .filter(({ payment }) => payment.status === status)
          .toSorted((a, b) => b.soldAt - a.soldAt)
          .slice(0, limit),
      )
    },
    unpaid: async ({ priceCents, fromMs, toMs }) => {
      await othersWork()
      return all()
        .filter(
          ({ sale, soldAt, payment: { movements } }) =>
            sale.service.priceCents === priceCents &&
            movements.length === 0 &&
            soldAt >= fromMs &&
            soldAt <= toMs,
        )
        .toSorted((a, b) => a.soldAt - b.soldAt)
    },
    nextChanged: async () => {
      await othersWork()
      const until = changes.length
      const ids = [...new Set(changes.slice(looked, until))]
      return {
        tickets: ids.flatMap((id) => fold(id) ?? []),
        done: async () => {
          await othersWork()
          looked = Math.max(looked, until)
        },
        isLast: true,
      }
    },
    inQuarantine: async (wanted) => {
      await othersWork()
      for (const [entry, document] of waiting)
        if (holdsTicket(document, wanted)) return { entry, ticketId: document.id }
      return undefined
    },
  }
}
