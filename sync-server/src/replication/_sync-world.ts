import { randomBytes } from 'node:crypto'
import { type CouchServer, type Database } from '@totem/couchdb'
import {
  CreatedData,
  Customer,
  deviceIdOf,
  Hlc,
  KioskLetter,
  type KeyPair,
  makeGrantId,
  makePaymentIntent,
  makeTicketId,
  ok,
  OperatorId,
  seal,
  signEvent,
  type Author,
  type CollectionName,
  type DeviceId,
  type EventData,
  type EventId,
  type GrantId,
  type EventType,
  type IdentifiedEvent,
  type Role,
  type TenantId,
  type TicketDocument,
  type TicketId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import {
  aKeyPair,
  startTestGateway,
  testTenant,
  type Reply,
  type TestGateway,
} from '../_test-gateway.ts'
import { createApp } from '../app.ts'
import { type Principal } from '../auth/principal.ts'
import { type Collection } from '../database/collections.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { createReplication, type Replication } from './replication.ts'

/** A gateway with replication on it, and makers of devices that speak to it over HTTP. */
export interface SyncWorld extends AsyncDisposable {
  readonly gateway: TestGateway
  readonly app: ReturnType<typeof createApp>
  readonly replication: Replication
  readonly database: (collection: Collection, tenant?: TenantId) => Database
  /** Pairs a device; an operator comes with a grant. */
  readonly device: (role: Exclude<Role, 'gateway'>, tenant?: TenantId) => Promise<SyncDevice>
  /** Gives what quarantine holds of a document. */
  readonly quarantined: (documentId: string) => Promise<readonly Record<string, unknown>[]>
}

/** A device as the gateway sees it: it signs, pushes and pulls. */
export interface SyncDevice {
  readonly id: DeviceId
  readonly keys: KeyPair
  readonly tenant: TenantId
  readonly principal: Principal
  readonly by: Author
  readonly token: () => Promise<string>
  readonly newTicketId: () => TicketId
  /** Signs an event, chained to the device's last one. */
  readonly sign: <T extends EventType>(
    ticket: TicketId,
    type: T,
    data: EventData<T>,
  ) => IdentifiedEvent
  /** Signs an event as a clone would: after an event that was not the last. */
  readonly signAfter: <T extends EventType>(
    prev: EventId,
    ...event: readonly [ticket: TicketId, type: T, data: EventData<T>]
  ) => IdentifiedEvent
  /** Signs a sale under the next number. */
  readonly sell: () => { readonly id: TicketId; readonly created: IdentifiedEvent }
  /** Asks anything in the device's name. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Reply>
  readonly push: (collection: string, rows: readonly unknown[]) => Promise<Reply>
  readonly pushEvents: (id: TicketId, ...events: readonly IdentifiedEvent[]) => Promise<Reply>
  readonly pull: (
    collection: CollectionName,
    query?: { readonly checkpoint?: string; readonly limit?: number },
  ) => Promise<Reply>
}

/** Makes a ticket of events. */
export const ticketOf = (
  id: TicketId,
  tenantId: TenantId,
  ...events: readonly IdentifiedEvent[]
): TicketDocument => ({
  id,
  tenantId,
  events: Object.fromEntries(events.map(({ id, event }) => [id, event])),
})

/** Makes the row in which a device pushes events of a ticket. */
export const rowOf = (
  id: TicketId,
  tenantId: TenantId,
  ...events: readonly IdentifiedEvent[]
): object => ({ ...ticketOf(id, tenantId, ...events), known: events.length })

/** Makes the personal data of a ticket, sealed for a tenant of the world. */
export const aCustomer = (
  { gateway }: Pick<SyncWorld, 'gateway'>,
  device: SyncDevice,
  changes: Partial<v.InferInput<typeof Customer>> = {},
): Customer => {
  const keys = gateway.services.tenants.get(device.tenant)
  if (keys === undefined) throw new Error(device.tenant)
  return v.parse(Customer, {
    id: device.newTicketId(),
    tenantId: device.tenant,
    name: 'Maria da Silva',
    phone: '+5551999998888',
    cpfSealed: seal('52998224725', keys.sealing.publicKey, randomBytes),
    consent: {
      textVersion: '2026-11',
      textHash: 'hash',
      locale: 'pt-BR',
      acknowledgedAt: 1,
      purposes: [],
    },
    device: device.id,
    writtenAt: 1,
    ...changes,
  })
}

/** Starts the world; `wrap` lets a test stand between the gateway and its database. */
export const startSyncWorld = async (
  wrap?: (couch: CouchServer) => CouchServer,
): Promise<SyncWorld> => {
  const gateway = await startTestGateway({}, wrap === undefined ? {} : { wrap })
  const { services } = gateway
  const replication = createReplication({
    ...services,
    clock: services.nowMs,
    onTrouble: (error) => services.logger.warn({ err: error }, 'change_feed_ended'),
  })
  const app = createApp(services, [
    { path: '/sync', routes: replication.routes },
    { path: '/quarantine', routes: replication.quarantineRoutes },
    { path: '/audit', routes: replication.auditRoutes },
  ])
  const database: SyncWorld['database'] = (collection, tenant = testTenant) =>
    tenantDatabase(services.couch, tenant, collection)
  return {
    gateway,
    app,
    replication,
    database,
    device: (role, tenant = testTenant) => pairDevice({ gateway, app }, role, tenant),
    quarantined: async (documentId) => {
      const { rows } = await database('quarantine').changes({ since: '0', limit: 10_000 })
      return rows.map(({ doc }) => doc).filter((doc) => doc['documentId'] === documentId)
    },
    [Symbol.asyncDispose]: async () => {
      await replication[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}

let operators = 0

const pairDevice = async (
  { gateway, app }: Pick<SyncWorld, 'gateway' | 'app'>,
  role: Exclude<Role, 'gateway'>,
  tenant: TenantId,
): Promise<SyncDevice> => {
  const { store, tokens, nowMs } = gateway.services
  const keys = aKeyPair()
  const id = deviceIdOf(keys.publicKey)
  const kind = role === 'kiosk' || role === 'panel' ? role : 'tablet'
  const staff = role === 'operator' || role === 'manager' ? await grantTo(id, role) : undefined
  await store.decide({ tenantId: tenant, kind: 'device', key: id }, () =>
    ok({
      next: {
        kind,
        publicKey: keys.publicKey,
        letter: null,
        name: role,
        pairedAt: nowMs(),
        revokedAt: null,
        grant: staff?.grant ?? null,
      },
      value: undefined,
    }),
  )

  async function grantTo(
    device: DeviceId,
    as: 'operator' | 'manager',
  ): Promise<{ readonly operator: OperatorId; readonly grant: GrantId }> {
    operators += 1
    const operator = v.parse(OperatorId, `ana${operators}`)
    const grant = makeGrantId({ nowMs: nowMs(), randomBytes })
    const until = nowMs() + 86_400_000
    await store.decide({ tenantId: tenant, kind: 'grant', key: grant }, () =>
      ok({ next: { operator, name: 'Ana', role: as, device, until }, value: undefined }),
    )
    return { operator, grant }
  }

  const principal: Principal = {
    tenantId: tenant,
    device: id,
    kind,
    role,
    ...staff,
    expiresAt: nowMs() + 900_000,
  }
  const by: Author =
    staff === undefined
      ? { kind: 'device', device: id }
      : { kind: 'operator', device: id, ...staff }
  let head: EventId | null = null
  let counter = 0
  let at = nowMs()
  const token = (): Promise<string> => tokens.issueAccess(principal)
  const newTicketId = (): TicketId => makeTicketId(id, { nowMs: nowMs(), randomBytes })
  const signAt = <T extends EventType>(
    prev: EventId | null,
    [ticketId, type, data]: readonly [TicketId, T, EventData<T>],
  ): IdentifiedEvent => {
    at += 1
    const draft = { type, at: v.parse(Hlc, at), by, prev, data }
    return signEvent({ tenantId: tenant, ticketId }, draft, keys.secretKey)
  }
  const sign: SyncDevice['sign'] = (...event) => {
    const signed = signAt(head, event)
    head = signed.id
    return signed
  }
  const ask = async (path: string, init: RequestInit = {}): Promise<Reply> => {
    const authorization = `Bearer ${await token()}`
    const response = await app.request(path, {
      ...init,
      headers: { 'content-type': 'application/json', authorization },
    })
    const body = (await response.json()) as Record<string, unknown>
    return { status: response.status, headers: response.headers, body }
  }
  const push: SyncDevice['push'] = (collection, rows) =>
    ask(`/sync/${collection}/push`, { method: 'POST', body: JSON.stringify({ rows }) })
  return {
    id,
    keys,
    tenant,
    principal,
    by,
    token,
    newTicketId,
    sign,
    signAfter: (prev, ...event) => signAt(prev, event),
    sell: () => {
      counter += 1
      const ticket = newTicketId()
      return { id: ticket, created: sign(ticket, 'created', aSale(counter)) }
    },
    ask,
    push,
    pushEvents: (ticket, ...events) => push('tickets', [rowOf(ticket, tenant, ...events)]),
    pull: (collection, { checkpoint, limit } = {}) => {
      const query = new URLSearchParams({
        ...(checkpoint === undefined ? {} : { checkpoint }),
        ...(limit === undefined ? {} : { limit: String(limit) }),
      })
      return ask(`/sync/${collection}/pull?${query.toString()}`)
    },
  }
}

/** Makes the facts of a sale. */
export const aSale = (counter: number): CreatedData =>
  v.parse(CreatedData, {
    letter: 'A',
    counter,
    businessDay: '2026-11-23',
    service: { code: 'GELO', name: 'Banheira de Gelo', priceCents: 9_000, durationMinutes: 10 },
    intent: makePaymentIntent(v.parse(KioskLetter, 'A'), randomBytes),
    offline: false,
  })
