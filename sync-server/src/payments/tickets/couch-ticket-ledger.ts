import { type CouchServer, type Database, type StoredDocument } from '@totem/couchdb'
import {
  deviceIdOf,
  entriesOf,
  foldTicket,
  mergeEvents,
  type PublicKey,
  type TenantId,
  type Ticket,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../../database/tenant-database.ts'
import { noOrigins } from '../../replication/origins.ts'
import { QuarantineEntry } from '../../replication/quarantine-entry.ts'
import { storedToTicket, ticketToStored } from '../../replication/stored-ticket.ts'
import { writeMerged } from '../../replication/write-merged.ts'
import { holdsTicket } from './holds-ticket.ts'
import { type TicketLedger } from './ticket-ledger.ts'

/** How far the money has looked at a tenant's tickets; a note that neither replicates nor is backed up. */
const noteId = 'totem-money'
const Note = v.object({ epoch: v.string(), seq: v.string() })

/** So many changes come at once, and so many documents of a query. */
const pageSize = 200

/** So many entries of quarantine are looked through at most; more than that is an attack, not a shop. */
const maxQuarantine = 1_000

/** Opens the tickets of a tenant; `writer` is the key that signs for the money. */
export const openTicketLedger = (
  couch: CouchServer,
  tenantId: TenantId,
  writer: PublicKey,
): TicketLedger => {
  const tickets = tenantDatabase(couch, tenantId, 'tickets')
  const quarantine = tenantDatabase(couch, tenantId, 'quarantine')
  const device = deviceIdOf(writer)

  return {
    get: async (id) => toTicket(await tickets.get(id)),

    append: async (id, decide) => {
      const outcomes = await writeMerged(
        tickets,
        [
          {
            id,
            merge: (stored) => {
              const document = storedToTicket(stored)
              const ticket = document === undefined ? undefined : foldTicket(document)
              if (document === undefined || ticket === undefined) return undefined
              const events = entriesOf(document.events).map(([eventId, event]) => ({
                id: eventId,
                event,
              }))
              const added = decide({ ticket, events })
              if (added === undefined) return undefined
              const all = mergeEvents(document.events, { [added.id]: added.event })
              return ticketToStored({ ...document, events: all }, stored?._rev)
            },
          },
        ],
        { device, origins: noOrigins },
      )
      const outcome = outcomes.get(id)
      return outcome?.kind === 'stored' ? bodyToTicket(id, outcome.document) : undefined
    },

    byIntent: async (intent) => {
      const { docs } = await tickets.find({ selector: { intent }, limit: 1 })
      return docs.map(toTicket).find((ticket) => ticket !== undefined)
    },

    inTrouble: async (limit) => {
      const found: Ticket[] = []
      for (const payment of ['review', 'refund_due'])
        found.push(...(await findTickets(tickets, { payment, soldAt: { $gte: 0 } }, limit)))
      return found.filter(
        ({ payment: { status } }) => status === 'review' || status === 'refund_due',
      )
    },

    unpaid: async ({ priceCents, fromMs, toMs }) => {
      const found: Ticket[] = []
      for (const payment of ['pending', 'at_desk']) {
        const selector = { payment, soldAt: { $gte: fromMs, $lte: toMs } }
        found.push(...(await findTickets(tickets, selector, pageSize)))
      }
      return found
        .filter(
          ({ sale, payment: { movements } }) =>
            sale.service.priceCents === priceCents && movements.length === 0,
        )
        .toSorted((a, b) => a.soldAt - b.soldAt)
    },

    nextChanged: async () => {
      const epoch = await tickets.epoch()
      const note = v.safeParse(Note, await tickets.getLocal(noteId))
      const since = note.success && note.output.epoch === epoch ? note.output.seq : '0'
      const { rows, lastSeq, pending } = await tickets.changes({ since, limit: pageSize })
      return {
        tickets: rows.flatMap(({ doc }) => toTicket(doc) ?? []),
        done: async () => {
          if (rows.length > 0) await tickets.putLocal(noteId, { epoch, seq: lastSeq })
        },
        isLast: pending === 0 || rows.length === 0,
      }
    },

    inQuarantine: async (wanted) => {
      let bookmark: string | undefined
      let looked = 0
      do {
        const page = await quarantine.find({
          selector: { state: 'waiting', receivedAt: { $gte: 0 } },
          sort: [{ state: 'desc' }, { receivedAt: 'desc' }],
          limit: pageSize,
          ...(bookmark !== undefined && { bookmark }),
        })
        for (const stored of page.docs) {
          const entry = v.safeParse(QuarantineEntry, stored)
          if (
            entry.success &&
            entry.output.collection === 'tickets' &&
            holdsTicket(entry.output.body, wanted)
          )
            return { entry: entry.output._id, ticketId: entry.output.documentId }
        }
        looked += page.docs.length
        bookmark = page.bookmark
      } while (bookmark !== undefined && looked < maxQuarantine)
      return undefined
    },
  }
}

const findTickets = async (
  tickets: Database,
  selector: Readonly<Record<string, unknown>>,
  limit: number,
): Promise<readonly Ticket[]> => {
  const { docs } = await tickets.find({
    selector,
    sort: [{ payment: 'desc' }, { soldAt: 'desc' }],
    limit,
  })
  return docs.flatMap((stored) => toTicket(stored) ?? [])
}

const toTicket = (stored: StoredDocument | undefined): Ticket | undefined => {
  const document = storedToTicket(stored)
  return document === undefined ? undefined : foldTicket(document)
}

const bodyToTicket = (id: string, body: Readonly<Record<string, unknown>>): Ticket | undefined =>
  toTicket({ ...body, _id: id, _rev: '' })
