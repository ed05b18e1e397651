import {
  type Customer,
  type DeviceKey,
  err,
  foldTicket,
  type Grant,
  mayAppend,
  ok,
  openShift,
  type Result,
  type Shift,
  type Ticket,
  type TicketDocument,
  type TicketId,
} from '@totem/shared-schema'
import {
  type AppendProblem,
  type Credentials,
  type Device,
  type DeviceHome,
  type DeviceNotice,
  type LoginProblem,
  type SyncStatus,
} from '@totem/shared-schema/local-store'
import { BehaviorSubject, map, NEVER, Subject } from 'rxjs'
import {
  aGrant,
  anEvent,
  aProfile,
  aShift,
  bota,
  gelo,
  nextEventId,
  noonish,
  operatorAuthor,
  tabletId,
} from './_tickets.ts'

export const quietSync: SyncStatus = {
  state: 'online',
  pending: 0,
  soldToday: 0,
  acknowledgedToday: 0,
  oldestPendingAt: null,
  lastAcknowledgedAt: noonish,
  stalled: false,
  isRevoked: false,
  refused: 0,
}

interface FakeFacts {
  readonly documents?: readonly TicketDocument[]
  readonly customers?: readonly Customer[]
  readonly shifts?: readonly Shift[]
  readonly grant?: Grant | undefined
  readonly deviceKeys?: readonly DeviceKey[]
  /** What importing this one paper brings. */
  readonly paper?: { readonly text: string; readonly document: TicketDocument }
  /** What asking the gateway for device keys does; left out, it is not reached. */
  readonly refreshDeviceKeys?: () => Promise<boolean>
  readonly now?: () => number
  /** Passwords that work; everything else is a wrong one. */
  readonly passwords?: Readonly<Record<string, string>>
}

/** A tablet in memory that folds by the real domain and signs nothing. */
export interface FakeDevice extends Device {
  readonly hasSynced$: BehaviorSubject<boolean>
  readonly sync$: BehaviorSubject<SyncStatus>
  readonly grant$: BehaviorSubject<Grant | undefined>
  readonly notices$: Subject<DeviceNotice>
  readonly ticketOf: (number: string) => Ticket
  /** Puts a document here as replication would. */
  readonly receive: (document: TicketDocument, customer?: Customer) => void
  /** Makes the next appends fail. */
  failWith: AppendProblem | undefined
}

export const createFakeDevice = (facts: FakeFacts = {}): FakeDevice => {
  const now = facts.now ?? ((): number => noonish)
  const documents$ = new BehaviorSubject(new Map(facts.documents?.map((one) => [one.id, one])))
  const customers$ = new BehaviorSubject<ReadonlyMap<TicketId, Customer>>(
    new Map(facts.customers?.map((customer) => [customer.id, customer])),
  )
  const shifts$ = new BehaviorSubject<readonly Shift[]>(facts.shifts ?? [])
  const grant$ = new BehaviorSubject<Grant | undefined>('grant' in facts ? facts.grant : aGrant())
  const fold = (): readonly Ticket[] =>
    [...documents$.value.values()]
      .map((document) => foldTicket(document)!)
      .toSorted((a, b) => a.soldAt - b.soldAt)
  const put = (document: TicketDocument): void =>
    documents$.next(new Map(documents$.value).set(document.id, document))

  const device: FakeDevice = {
    identity: { app: 'operator', device: tabletId, tenantId: aProfile.tenantId, letter: null },
    profile$: new BehaviorSubject(aProfile),
    hasSynced$: new BehaviorSubject(true),
    sync$: new BehaviorSubject(quietSync),
    catalog$: new BehaviorSubject([gelo, bota]),
    tickets$: documents$.pipe(map(fold)),
    customers$,
    shifts$,
    grant$,
    notices$: new Subject(),
    failWith: undefined,
    ticketOf: (number) => fold().find((ticket) => ticket.number === number)!,
    receive: (document, customer) => {
      if (customer !== undefined)
        customers$.next(new Map(customers$.value).set(customer.id, customer))
      put(document)
    },
    sell: () => Promise.resolve(err({ kind: 'not_a_kiosk' })),
    append: (ticketId, type, data) => {
      const document = documents$.value.get(ticketId)
      const grant = grant$.value
      const give = (result: Result<Ticket, AppendProblem>): Promise<typeof result> =>
        Promise.resolve(result)
      if (device.failWith !== undefined) return give(err(device.failWith))
      if (document === undefined) return give(err({ kind: 'unknown_ticket' }))
      if (grant === undefined || !mayAppend(grant.role, type))
        return give(err({ kind: 'not_allowed' }))
      const id = nextEventId()
      const before = foldTicket(document)!
      const event = anEvent(type, data, {
        at: Math.max(now(), before.lastAt + 1),
        by: operatorAuthor(grant.operator),
      })
      const changed = { ...document, events: { ...document.events, [id]: event } }
      const ticket = foldTicket(changed)!
      const ignored = ticket.ignored.find((entry) => entry.id === id)
      if (ignored !== undefined)
        return give(err({ kind: 'refused', reason: ignored.reason, ticket: before }))
      put(changed)
      return give(ok(ticket))
    },
    requestCharge: () => Promise.resolve(err({ kind: 'offline' })),
    payOffline: () => Promise.resolve(err({ kind: 'not_allowed' })),
    offlineCredit$: NEVER,
    deviceKeys$: new BehaviorSubject(facts.deviceKeys ?? []),
    refreshDeviceKeys: facts.refreshDeviceKeys ?? (() => Promise.resolve(false)),
    importPaper: (text) => {
      if (facts.paper?.text !== text)
        return Promise.resolve(err({ kind: 'no_ticket', why: 'not_a_ticket' }))
      put(facts.paper.document)
      return Promise.resolve(ok(foldTicket(facts.paper.document)!))
    },
    startShift: (counts) => {
      const act = { ...aShift().opened, at: now() as Shift['opened']['at'] }
      const shift = aShift({
        opened: act,
        devices: { ...act, counts: counts },
      })
      shifts$.next([...shifts$.value, shift])
      return Promise.resolve(ok(shift))
    },
    endShift: () => {
      const open = openShift(shifts$.value)
      shifts$.next(
        shifts$.value.map((shift) => (shift === open ? { ...shift, closed: shift.opened } : shift)),
      )
      return Promise.resolve(ok(undefined))
    },
    token: () => Promise.resolve(err({ kind: 'unreachable', detail: 'TimeoutError' })),
    signPaper: () => err({ kind: 'not_our_ticket' }),
    ledger: () => ({
      events: 0,
      unsent: 0,
      people: 0,
      damaged: 0,
      day: null,
      lastCounter: 0,
    }),
    ask: () => Promise.resolve(err({ kind: 'unreachable', detail: 'TimeoutError' })),
    askFile: () => Promise.resolve(err({ kind: 'unreachable', detail: 'TimeoutError' })),
    login: (credentials) => {
      const result = checkPassword(credentials, facts.passwords)
      if (result.ok) grant$.next(result.value)
      return Promise.resolve(result)
    },
    logout: () => {
      grant$.next(undefined)
      return Promise.resolve()
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
  return device
}

const checkPassword = (
  { username, password }: Credentials,
  passwords: Readonly<Record<string, string>> = { ana: 'gelo-bom' },
): Result<Grant, LoginProblem> =>
  passwords[username] === password ? ok(aGrant()) : err({ kind: 'wrong_credentials' })

/** The home of one fake device: opens it at once, or makes it with the first good login. */
export const createFakeHome = (device: FakeDevice, over: Partial<DeviceHome> = {}): DeviceHome => ({
  open: () => Promise.resolve(ok(device)),
  waitForTurn: () => Promise.resolve(),
  pair: () => Promise.resolve(err({ kind: 'offline' })),
  login: async (credentials) => {
    const result = await device.login(credentials)
    return result.ok ? ok(device) : result
  },
  openPrintJournal: () => Promise.reject(new Error('a tablet has no printer')),
  ...over,
})
