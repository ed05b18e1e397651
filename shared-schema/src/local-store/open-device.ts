import { distinctUntilChanged, filter, map, shareReplay, startWith, type Observable } from 'rxjs'
import { type RxCollection, type RxStorage } from 'rxdb'
import {
  collectionNames,
  defaultTimeZone,
  signTicketQr,
  type RandomBytes,
  type TicketId,
  type Customer,
} from '@totem/shared-schema'
import { append } from './acts/append.ts'
import { importPaper } from './acts/import-paper.ts'
import { login, logout } from './acts/login.ts'
import { replayLedger } from './acts/replay.ts'
import { requestCharge } from './acts/request-charge.ts'
import { sell } from './acts/sell.ts'
import { endShift, startShift } from './acts/shifts.ts'
import { openDatabase } from './database/database.ts'
import { type DeviceParts } from './device-parts.ts'
import { type AppName, type Device } from './device.ts'
import { countOffline } from './health/count-offline.ts'
import { reportHealth, type DeviceVitals } from './health/report-health.ts'
import { type Ledger } from './ledger/ledger.ts'
import { type LedgerState } from './ledger/ledger-state.ts'
import { keepPool } from './offline-payment/keep-pool.ts'
import { viewOfflineCredit } from './offline-payment/offline-credit.ts'
import { payOffline } from './offline-payment/pay-offline.ts'
import { isUp, openConnection, type ConnectionState } from './sync/connection.ts'
import { type Clock, type Network } from './sync/network.ts'
import { startReplication } from './sync/replication.ts'
import { requestFile } from './sync/request-file.ts'
import { createSession } from './sync/session.ts'
import { keepCatalog, viewCatalog } from './views/catalog-view.ts'
import { createEarlyActs } from './views/early-acts.ts'
import { createHealing } from './views/healing.ts'
import { viewGrant } from './views/grant-view.ts'
import { forgetCustomers } from './views/forget-customers.ts'
import { askDeviceKeys } from './views/ask-device-keys.ts'
import { keepDeviceKeys } from './views/keep-device-keys.ts'
import { ledgerSummary } from './views/ledger-summary.ts'
import { keepProfile } from './views/keep-profile.ts'
import { lostRaces } from './views/lost-races.ts'
import { viewSyncStatus } from './views/sync-status.ts'
import { viewTickets } from './views/ticket-view.ts'

/** What a device is made of: Dexie + OPFS in a browser, memory + files in Node. The rest is the same code. */
export interface DeviceOptions {
  readonly app: AppName
  /** Opened, and holding the record of a paired device. */
  readonly ledger: Ledger
  readonly storage: RxStorage<unknown, unknown>
  readonly network: Network
  readonly clock: Clock
  readonly randomBytes: RandomBytes
  /** In [0, 1); spreads reconnections. */
  readonly random: () => number
  /** Left out where nobody is to hear how this device is. */
  readonly vitals?: DeviceVitals
}

/** Time limit of a question to the gateway, in milliseconds: a report of a long period takes a while. */
const askTimeoutMs = 20_000

/** Opens a paired device: replays its ledger, then works with or without a network. */
export const openDevice = async (options: DeviceOptions): Promise<Device> => {
  const { app, ledger, clock, network } = options
  const keys = ledger.state.device
  if (keys === null) throw new Error('the ledger holds no paired device')
  const { device, tenantId, letter, secretKey } = keys
  const database = await openDatabase({
    name: `totem-${app}-${tenantId}-${device}`,
    storage: options.storage,
  })
  const session = createSession(network, { device, tenantId, secretKey }, clock)
  const { collections } = database
  const identity = { app, device, tenantId, letter }
  const healing = createHealing(() => replayLedger({ ledger, collections, identity }))
  const parts: DeviceParts = {
    identity,
    keys,
    ledger,
    collections,
    session,
    early: createEarlyActs(),
    clock,
    randomBytes: options.randomBytes,
    onViewTrouble: healing.onTrouble,
  }
  await replayLedger(parts).catch(healing.onTrouble)
  const stopCopying = keepCatalog(collections.catalog, ledger, healing.onTrouble)
  const connection = openConnection({ network, session, random: options.random })
  const replication = startReplication({
    ...{ network, device: keys, session, ledger, clock, connection, collections },
    checkpoints: database.checkpoints,
    random: options.random,
  })
  const state$ = latest(connection.state$)
  const tickets$ = viewTickets({ collection: collections.tickets, ledger, early: parts.early })
  const sync$ = viewSyncStatus(ledger, connection, clock)
  const offlineCount = await countOffline({
    connection$: connection.state$,
    clock,
    timeZone: () => ledger.state.profile?.timeZone ?? defaultTimeZone,
    store: database.offlineStore,
  })
  const stopReporting =
    options.vitals === undefined
      ? (): void => undefined
      : reportHealth({
          vitals: options.vitals,
          session,
          connection$: connection.state$,
          sync$,
          termsAt: () => ledger.state.offline.terms?.terms.issuedAt,
          offline: offlineCount.days,
        })

  const stopForgetting =
    app === 'kiosk'
      ? forgetCustomers({
          tickets$,
          collection: collections.customers,
          ledger,
          onTrouble: healing.onTrouble,
        })
      : (): void => undefined
  const stopKeepingProfile = keepProfile({
    session,
    ledger,
    connection$: connection.state$,
    onTrouble: healing.onTrouble,
  })
  const stopKeepingKeys =
    app === 'operator'
      ? keepDeviceKeys({
          session,
          ledger,
          connection$: connection.state$,
          onTrouble: healing.onTrouble,
        })
      : (): void => undefined
  const refreshDeviceKeys = async (): Promise<boolean> =>
    app === 'operator' && isUp(state$()) && (await askDeviceKeys(session, ledger))
  const stopKeepingPool = keepPool(parts, connection.state$)

  return {
    identity: parts.identity,
    ledger: () => ledgerSummary(ledger),
    profile$: viewLedger(ledger, (state) => state.profile).pipe(
      filter((profile) => profile !== null),
    ),
    grant$: viewGrant(ledger, clock),
    sync$,
    hasSynced$: viewLedger(ledger, ({ epochs }) =>
      collectionNames.every((name) => epochs.has(name)),
    ).pipe(distinctUntilChanged()),
    catalog$: viewCatalog(collections.catalog, ledger),
    tickets$,
    customers$: viewDocuments(collections.customers).pipe(map(byTicket)),
    shifts$: viewDocuments(collections.shifts),
    notices$: lostRaces(tickets$, device),
    sell: (sale) => sell(parts, sale, !isUp(state$())),
    append: (ticketId, type, data) => append(parts, { ticketId, type, data }),
    requestCharge: (ticket, attempt) => requestCharge(parts, ticket, attempt),
    payOffline: (ticketId) => payOffline(parts, ticketId),
    offlineCredit$: viewOfflineCredit(ledger, tickets$, clock),
    token: session.token,
    signPaper: (ticket) => signTicketQr(ticket, clock(), keys),
    deviceKeys$: viewLedger(ledger, ({ deviceKeys }) => deviceKeys).pipe(distinctUntilChanged()),
    refreshDeviceKeys,
    importPaper: (text) => importPaper(parts, text, refreshDeviceKeys),
    startShift: (counts) => startShift(parts, counts),
    endShift: () => endShift(parts),
    askFile: (path) => requestFile(network, session, path),
    ask: (asked) => session.request({ ...asked, timeoutMs: askTimeoutMs }),
    login: (credentials) => login({ ...parts, network, connection }, credentials),
    logout: () => logout(ledger),
    [Symbol.asyncDispose]: async () => {
      stopReporting()
      offlineCount[Symbol.dispose]()
      stopKeepingPool()
      stopKeepingKeys()
      stopForgetting()
      stopKeepingProfile()
      healing[Symbol.dispose]()
      stopCopying()
      connection.close()
      await replication.close()
      await database[Symbol.asyncDispose]()
      await ledger[Symbol.asyncDispose]()
    },
  }
}

const viewLedger = <T>(ledger: Ledger, look: (state: LedgerState) => T): Observable<T> =>
  ledger.changed$.pipe(
    startWith(undefined),
    map(() => look(ledger.state)),
    shareReplay({ bufferSize: 1, refCount: true }),
  )

const viewDocuments = <D>(collection: RxCollection<D>): Observable<readonly D[]> =>
  collection.find().$.pipe(
    map((documents) => documents.map((document) => document.toMutableJSON())),
    shareReplay({ bufferSize: 1, refCount: true }),
  )

const byTicket = (customers: readonly Customer[]): ReadonlyMap<TicketId, Customer> =>
  new Map(customers.map((customer) => [customer.id, customer]))

const latest = (state$: Observable<ConnectionState>): (() => ConnectionState) => {
  let held: ConnectionState = 'down'
  state$.subscribe((state) => {
    held = state
  })
  return () => held
}
