import { type RxCollection } from 'rxdb'
import { combineLatest, startWith, type Observable } from 'rxjs'
import { type Customer, type Ticket, type TicketId } from '@totem/shared-schema'
import { type Ledger } from '../ledger/ledger.ts'

/** What forgetting works with. */
export interface ForgettingSources {
  readonly tickets$: Observable<readonly Ticket[]>
  readonly collection: RxCollection<Customer>
  readonly ledger: Ledger
  readonly onTrouble: (cause: unknown) => void
}

/**
 * Wipes name and phone from a kiosk as soon as they are safe at the gateway and their ticket is over (LGPD art. 15);
 * until then they heal a gateway whose database was lost. Gives what stops it.
 */
export const forgetCustomers = (sources: ForgettingSources): (() => void) => {
  const { tickets$, collection, ledger, onTrouble } = sources
  const forgotten = new Set<TicketId>()
  const forget = async (tickets: readonly Ticket[]): Promise<void> => {
    const over = tickets
      .filter(({ id, service }) => isOver(service.kind) && !ledger.state.customers.has(id))
      .map(({ id }) => id)
      .filter((id) => !forgotten.has(id))
    if (over.length === 0) return
    for (const id of over) forgotten.add(id)
    try {
      const held = await collection.findByIds(over).exec()
      if (held.size === 0) return
      await collection.bulkRemove([...held.keys()])
      // RxDB keeps what it removed until it is cleaned up: for people that is at once.
      while (!(await collection.storageInstance.cleanup(0)));
    } catch (cause) {
      for (const id of over) forgotten.delete(id)
      onTrouble(cause)
    }
  }
  let turn: Promise<void> = Promise.resolve()
  const subscription = combineLatest([
    tickets$,
    ledger.changed$.pipe(startWith(undefined)),
  ]).subscribe(([tickets]) => {
    turn = turn.then(() => forget(tickets))
  })
  return () => subscription.unsubscribe()
}

const isOver = (kind: Ticket['service']['kind']): boolean =>
  kind === 'finished' || kind === 'cancelled' || kind === 'no_show'
