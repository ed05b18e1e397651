import { distinctUntilChanged, filter, switchMap, timer, type Observable } from 'rxjs'
import { isUp, type ConnectionState } from '../sync/connection.ts'

/** What is asked, how often, and who hears that it failed. */
export interface RepeatedQuestion {
  readonly connection$: Observable<ConnectionState>
  readonly everyMs: number
  readonly ask: () => Promise<void>
  readonly onTrouble: (cause: unknown) => void
}

/** Asks at every connection, and then every so often while it lasts. Gives what stops it. */
export const askWhileConnected = ({
  connection$,
  everyMs,
  ask,
  onTrouble,
}: RepeatedQuestion): (() => void) => {
  const subscription = connection$
    .pipe(
      distinctUntilChanged(),
      filter(isUp),
      switchMap(() => timer(0, everyMs)),
    )
    .subscribe(() => void ask().catch(onTrouble))
  return () => subscription.unsubscribe()
}
