import { Subject, type Observable } from 'rxjs'
import { mergeTickets, type TicketDocument, type TicketId } from '@totem/shared-schema'

/**
 * Acts that the ledger has taken while RxDB is still writing its copy. They stand already, so people see them now:
 * a press is answered by one write to the disk instead of two.
 */
export interface EarlyActs {
  /** Speaks whenever an act was noted. */
  readonly noted$: Observable<void>
  /** Notes a ticket as the ledger knows it. */
  readonly note: (document: TicketDocument) => void
  /** Gives what a copy may still lack. */
  readonly of: (id: TicketId) => TicketDocument | undefined
  /** Forgets a ticket whose copy has everything. */
  readonly arrived: (id: TicketId) => void
}

/** Keeps early acts in memory: after a restart the ledger itself is replayed. */
export const createEarlyActs = (): EarlyActs => {
  const documents = new Map<TicketId, TicketDocument>()
  const noted = new Subject<void>()
  return {
    noted$: noted,
    note: (document) => {
      const known = documents.get(document.id)
      documents.set(document.id, known === undefined ? document : mergeTickets(known, document))
      noted.next()
    },
    of: (id) => documents.get(id),
    arrived: (id) => {
      documents.delete(id)
    },
  }
}
