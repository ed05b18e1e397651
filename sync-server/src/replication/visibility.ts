import { type StoredDocument } from '@totem/couchdb'
import {
  foldTicket,
  isOwnedBy,
  panelTicketOf,
  tabletWindowMs,
  TicketId,
  type CollectionName,
  type DeviceId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type Principal } from '../auth/principal.ts'
import { storedToTicket } from './stored-ticket.ts'

const dayMs = 24 * 60 * 60_000

/** How long a finished ticket still concerns a panel, in milliseconds. */
const panelWindowMs = dayMs

/** What a reader gets to see of one collection; readers with equal views share one serialisation. */
export interface View {
  readonly key: string
  /** Gives the document as this reader sees it, or `undefined` when it does not concern them. */
  readonly show: (stored: StoredDocument, nowMs: number) => object | undefined
}

/**
 * Says what a role sees: a kiosk the catalogue and its own tickets, a tablet its working window, a panel
 * nothing personal. What the database holds for itself never leaves it.
 */
export const viewOf = (principal: Principal, collection: CollectionName): View => {
  if (collection === 'catalog') return { key: 'catalog', show: (stored) => bodyOf(stored) }
  if (principal.role === 'kiosk')
    return collection === 'tickets' ? ownTickets(principal.device) : nothing
  if (principal.role === 'panel') return panelViews[collection]
  switch (collection) {
    case 'tickets':
      return {
        key: 'window',
        show: (stored, nowMs) =>
          isInWindow(stored, nowMs - tabletWindowMs) ? ticketOf(stored) : undefined,
      }
    case 'customers':
      return { key: 'customers', show: ({ cpfLookup, ...stored }) => bodyOf(stored) }
    case 'shifts':
      return { key: 'shifts', show: (stored) => bodyOf(stored) }
  }
}

const nothing: View = { key: 'nothing', show: () => undefined }

const ownTickets = (device: DeviceId): View => ({
  key: `own:${device}`,
  show: (stored) => {
    const id = v.safeParse(TicketId, stored._id)
    return id.success && isOwnedBy(id.output, device) ? ticketOf(stored) : undefined
  },
})

const isInWindow = ({ status, soldAt }: StoredDocument, oldestMs: number): boolean => {
  const isDone = status === 'finished' || status === 'cancelled' || status === 'no_show'
  return !isDone || typeof soldAt !== 'number' || soldAt >= oldestMs
}

/** A panel hangs where everybody sees it: numbers, services and times, and never an event with its author. */
const panelViews: Readonly<Record<Exclude<CollectionName, 'catalog'>, View>> = {
  tickets: {
    key: 'numbers',
    show: (stored, nowMs) => {
      if (stored._deleted === true) return { id: stored._id, _deleted: true }
      if (!isInWindow(stored, nowMs - panelWindowMs)) return undefined
      const document = storedToTicket(stored)
      const ticket = document === undefined ? undefined : foldTicket(document)
      return ticket === undefined ? undefined : panelTicketOf(ticket)
    },
  },
  shifts: nothing,
  customers: nothing,
}

/** A ticket travels as its events alone: every device folds them itself. */
const ticketOf = ({ _id, _deleted, tenantId, events }: StoredDocument): object =>
  _deleted === true ? { id: _id, _deleted } : { id: _id, tenantId, events }

const bodyOf = ({ _id, _rev, _conflicts, ...body }: Omit<StoredDocument, never>): object => ({
  id: _id,
  ...body,
})
