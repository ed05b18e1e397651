import {
  combineLatest,
  distinctUntilChanged,
  map,
  shareReplay,
  startWith,
  type Observable,
} from 'rxjs'
import { type RxCollection } from 'rxdb'
import {
  foldTicket,
  haveSameEvents,
  mergeTickets,
  type Ticket,
  type TicketDocument,
  type TicketId,
} from '@totem/shared-schema'
import { type Ledger } from '../ledger/ledger.ts'
import { withoutRefused } from '../ledger/without-refused.ts'
import { type EarlyActs } from './early-acts.ts'

/** What tickets are shown from. */
export interface TicketSources {
  readonly collection: RxCollection<TicketDocument>
  readonly ledger: Pick<Ledger, 'state' | 'changed$'>
  readonly early: EarlyActs
}

/** A folded ticket, and what it was folded from. */
interface Folded {
  readonly revision: string
  readonly refusals: number
  readonly early: TicketDocument | undefined
  readonly events: TicketDocument['events']
  readonly ticket: Ticket
}

/**
 * Shows every ticket folded, oldest first; what the gateway refused stands outside the fold. A ticket whose events
 * did not change keeps its identity, so that screens repaint only what moved.
 */
export const viewTickets = ({
  collection,
  ledger,
  early,
}: TicketSources): Observable<readonly Ticket[]> => {
  let folded = new Map<TicketId, Folded>()
  const refusals$ = ledger.changed$.pipe(
    startWith(undefined),
    map(() => ledger.state.refused.size),
    distinctUntilChanged(),
  )
  const noted$ = early.noted$.pipe(startWith(undefined))
  return combineLatest([collection.find().$, refusals$, noted$]).pipe(
    map(([documents, refusals]) => {
      const next: typeof folded = new Map()
      for (const document of documents) {
        const { id, revision } = document
        const known = folded.get(id)
        const seen = { revision, refusals, early: early.of(id) }
        const entry =
          known !== undefined && isSame(known, seen)
            ? known
            : refold(document.toMutableJSON(), { known, seen, sources: { ledger, early } })
        if (entry !== undefined) next.set(id, entry)
      }
      folded = next
      return [...next.values()].map(({ ticket }) => ticket).toSorted(byAge)
    }),
    distinctUntilChanged(areSame),
    shareReplay({ bufferSize: 1, refCount: false }),
  )
}

type Seen = Pick<Folded, 'revision' | 'refusals' | 'early'>

interface Refolding {
  readonly known: Folded | undefined
  readonly seen: Seen
  readonly sources: Pick<TicketSources, 'ledger' | 'early'>
}

const refold = (copy: TicketDocument, { known, seen, sources }: Refolding): Folded | undefined => {
  const document = seen.early === undefined ? copy : mergeTickets(copy, seen.early)
  const { events } = document
  const hasArrived = haveSameEvents(events, copy.events)
  if (hasArrived) sources.early.arrived(copy.id)
  const isKnown = known?.refusals === seen.refusals && haveSameEvents(known.events, events)
  const ticket = isKnown ? known.ticket : foldTicket(withoutRefused(document, sources.ledger.state))
  return ticket && { ...seen, ...(hasArrived && { early: undefined }), events, ticket }
}

const isSame = (known: Seen, seen: Seen): boolean =>
  known.revision === seen.revision && known.refusals === seen.refusals && known.early === seen.early

const areSame = (before: readonly Ticket[], after: readonly Ticket[]): boolean =>
  before.length === after.length && before.every((ticket, index) => ticket === after[index])

const byAge = (a: Ticket, b: Ticket): number => a.soldAt - b.soldAt || (a.id < b.id ? -1 : 1)
