import {
  combineLatest,
  distinctUntilChanged,
  map,
  shareReplay,
  startWith,
  type Observable,
} from 'rxjs'
import { type RxCollection } from 'rxdb'
import { canonicalJson, type Service } from '@totem/shared-schema'
import { type Ledger } from '../ledger/ledger.ts'

/** Shows what is on sale: the replicated price list, or the ledger's copy while that one is gone. */
export const viewCatalog = (
  collection: RxCollection<Service>,
  ledger: Ledger,
): Observable<readonly Service[]> =>
  combineLatest([servicesOf(collection), ledger.changed$.pipe(startWith(undefined))]).pipe(
    map(([services]) => (services.length > 0 ? services : ledger.state.catalog)),
    map(onSale),
    distinctUntilChanged(isSame),
    shareReplay({ bufferSize: 1, refCount: true }),
  )

/** Copies the price list into the ledger whenever it changes; gives back what ends that. */
export const keepCatalog = (
  collection: RxCollection<Service>,
  ledger: Ledger,
  onTrouble: (cause: unknown) => void,
): (() => void) => {
  const copying = servicesOf(collection).subscribe((services) => {
    if (services.length === 0 || isSame(services, ledger.state.catalog)) return
    ledger
      .write(() => ({ records: [{ kind: 'catalog', services: [...services] }], value: undefined }))
      .catch(onTrouble)
  })
  return () => copying.unsubscribe()
}

const servicesOf = (collection: RxCollection<Service>): Observable<readonly Service[]> =>
  collection
    .find()
    .$.pipe(
      map((documents) =>
        documents.map((document) => document.toMutableJSON()).toSorted(byPosition),
      ),
    )

const isSame = (a: readonly Service[], b: readonly Service[]): boolean =>
  canonicalJson(a) === canonicalJson(b)

const onSale = (services: readonly Service[]): readonly Service[] =>
  services.filter((service) => service.active)

const byPosition = (a: Service, b: Service): number =>
  a.position - b.position || (a.id < b.id ? -1 : 1)
