import { map, shareReplay, type Observable } from 'rxjs'
import { type RxCollection } from 'rxdb'
import { foldTicket, type Ticket, type TicketDocument, type TicketId } from '@totem/shared-schema'

/**
 * Shows every ticket folded, oldest first. A ticket whose events did not change keeps its identity, so that
 * screens repaint only what moved.
 */
export const viewTickets = (
  collection: RxCollection<TicketDocument>,
): Observable<readonly Ticket[]> => {
  let folded = new Map<TicketId, { readonly revision: string; readonly ticket: Ticket }>()
  return collection.find().$.pipe(
    map((documents) => {
      const next: typeof folded = new Map()
      for (const document of documents) {
        const known = folded.get(document.id)
        const { revision } = document
        if (known?.revision === revision) {
          next.set(document.id, known)
          continue
        }
        const ticket = foldTicket(document.toMutableJSON())
        if (ticket !== undefined) next.set(document.id, { revision, ticket })
      }
      folded = next
      return [...next.values()].map(({ ticket }) => ticket).toSorted(byAge)
    }),
    shareReplay({ bufferSize: 1, refCount: false }),
  )
}

const byAge = (a: Ticket, b: Ticket): number => a.soldAt - b.soldAt || (a.id < b.id ? -1 : 1)
