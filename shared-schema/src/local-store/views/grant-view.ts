import { distinctUntilChanged, interval, map, merge, startWith, type Observable } from 'rxjs'
import { type Grant } from '@totem/shared-schema'
import { type Ledger } from '../ledger/ledger.ts'
import { type Clock } from '../sync/network.ts'

/** How often the passing of time alone is looked at, in milliseconds. */
const lookMs = 30_000

/** Shows who may act on this device now; nobody once the grant has ended. */
export const viewGrant = (ledger: Ledger, clock: Clock): Observable<Grant | undefined> =>
  merge(ledger.changed$, interval(lookMs)).pipe(
    startWith(undefined),
    map(() => ledger.state.grant),
    map((grant) => (isGranted(grant, clock()) ? grant : undefined)),
    distinctUntilChanged(),
  )

/** Says whether a grant is there and has not ended. */
export const isGranted = (grant: Grant | null, nowMs: number): grant is Grant =>
  grant !== null && nowMs < grant.until
