import {
  combineLatest,
  distinctUntilChanged,
  map,
  shareReplay,
  startWith,
  type Observable,
} from 'rxjs'
import { type RxCollection } from 'rxdb'
import { type Ledger } from '../ledger/ledger.ts'
import { withoutRefused } from '../ledger/without-refused.ts'
import { foldTicket, type Ticket, type TicketDocument, type TicketId } from '@totem/shared-schema'

/**
 * Shows every ticket folded, oldest first; what the gateway refused stands outside the fold. A ticket whose events
 * did not change keeps its identity, so that screens repaint only what moved.
 */
export const viewTickets = (
  collection: RxCollection<TicketDocument>,
  ledger: Ledger,
): Observable<readonly Ticket[]> => {
  let folded = new Map<TicketId, { readonly version: string; readonly ticket: Ticket }>()
  const refusals$ = ledger.changed$.pipe(
    startWith(undefined),
    map(() => ledger.state.refused.size),
    distinctUntilChanged(),
  )
  return combineLatest([collection.find().$, refusals$]).pipe(
    map(([documents, refusals]) => {
      const next: typeof folded = new Map()
      for (const document of documents) {
        const known = folded.get(document.id)
        const version = `${document.revision}/${refusals}`
        if (known?.version === version) {
          next.set(document.id, known)
          continue
        }
        const ticket = foldTicket(withoutRefused(document.toMutableJSON(), ledger.state))
        if (ticket !== undefined) next.set(document.id, { version, ticket })
      }
      folded = next
      return [...next.values()].map(({ ticket }) => ticket).toSorted(byAge)
    }),
    shareReplay({ bufferSize: 1, refCount: false }),
  )
}

const byAge = (a: Ticket, b: Ticket): number => a.soldAt - b.soldAt || (a.id < b.id ? -1 : 1)
