import { randomBytes } from 'node:crypto'
import {
  chargeTxid,
  CreatedData,
  deviceIdOf,
  type DeviceId,
  entriesOf,
  Hlc,
  type KeyPair,
  KioskLetter,
  makePaymentIntent,
  makeTicketId,
  ok,
  OperatorId,
  type PaymentLinkRequest,
  PaymentLinkRequest as PaymentLinkRequestSchema,
  signEvent,
  type TenantId,
  type TicketDocument,
} from '@totem/shared-schema'
import * as v from 'valibot'
import {
  aKeyPair,
  type Reply,
  startTestGateway,
  type TestGateway,
  testTenant,
} from '../_test-gateway.ts'
import { createApp } from '../app.ts'
import { type Config } from '../config.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { createChangeFeeds } from '../replication/change-feed.ts'
import { createEpochs } from '../replication/epochs.ts'
import { ticketToStored } from '../replication/stored-ticket.ts'
import { listen } from '../server/listen.ts'
import { callbackSecret } from './_pix-simulator.ts'
import { createProviders } from './create-providers.ts'
import { type WebhookGate } from './hooks/webhook-gate.ts'
import { webhookToken } from './hooks/webhook-token.ts'
import { createPayments, type Payments } from './payments.ts'

/** A gateway that takes money, listening on a port of its own. */
export interface Till extends AsyncDisposable {
  readonly gateway: TestGateway
  readonly origin: string
  readonly kioskToken: string
  readonly post: (path: string, init?: RequestInit) => Promise<Reply>
  readonly payments: Payments
  /** Asks for a charge as the kiosk. */
  readonly ask: (request: PaymentLinkRequest) => Promise<Reply>
  /** Asks anything as a manager at a tablet. */
  readonly manage: (path: string, body?: unknown) => Promise<Reply>
  /** The value of a counter of `/metrics`, with its labels as printed. */
  readonly count: (metric: string) => Promise<number>
}

/** How a till differs from the usual one. */
export interface TillOptions {
  readonly bankUrl: string
  /** A till that shares database, tenants and secrets. */
  readonly beside?: Till
  readonly config?: Partial<Config>
  readonly sweepIntervalMs?: number
  /** Whether the bank is told to call here; else only sweeps find money. */
  readonly isCalled?: boolean
  readonly gate?: WebhookGate
  readonly fetch?: typeof globalThis.fetch
}

/** The kiosk of all tests, paired with the till's tenant. */
export const kioskKeys: KeyPair = aKeyPair()
export const kiosk: DeviceId = deviceIdOf(kioskKeys.publicKey)

/** Starts a till. */
export const startTill = async (options: TillOptions): Promise<Till> => {
  const { bankUrl, beside, sweepIntervalMs = 200, isCalled = true } = options
  await using opened = new AsyncDisposableStack()
  const sharedConfig = beside?.gateway.services.config
  const gateway = opened.use(
    await startTestGateway({
      ...(sharedConfig !== undefined && {
        couchdb: sharedConfig.couchdb,
        tenants: sharedConfig.tenants,
        jwtKeys: sharedConfig.jwtKeys,
      }),
      webhookSecrets: { current: callbackSecret, previous: undefined },
      pix: {
        baseUrl: bankUrl,
        clientId: 'totem-demo',
        clientSecret: 'totem-demo-secret',
        keys: new Map([[testTenant, '7d9f0335-8dcc-4054-9bf9-0dbd61d36906']]),
      },
      ...options.config,
    }),
  )
  const { services } = gateway
  const { config, couch, nowMs } = services
  const onTrouble = (error: unknown): void => services.logger.warn({ err: error }, 'feed')
  const feeds = opened.use(createChangeFeeds(couch, createEpochs(nowMs), onTrouble))
  const providers = opened.use(
    createProviders(config, {
      fetch: options.fetch ?? fetch,
      nowMs,
      random: Math.random,
      couch,
      register: services.metrics.register,
      readBytes: () => undefined,
    }),
  )
  const payments = opened.use(
    createPayments({
      ...services,
      feeds,
      providers: providers.byTenant,
      earlier: providers.earlier,
      webhookSecrets: [callbackSecret],
      ...(options.gate !== undefined && { gate: options.gate }),
      holder: randomBytes(4).toString('hex'),
      sweepIntervalMs,
    }),
  )
  const app = createApp(services, [{ path: '/payments', routes: payments.routes }])
  const listening = opened.use(await listen(app, { host: '127.0.0.1', port: 0 }))
  const origin = `http://127.0.0.1:${listening.port}`
  payments.start(isCalled ? origin : 'http://127.0.0.1:1')
  const { token } = await pairedKiosk(gateway)
  const managerToken = await managerTablet(gateway)
  const post: Till['post'] = async (path, init) => {
    const answer = await fetch(origin + path, { method: 'POST', ...init })
    const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>
    return { status: answer.status, headers: answer.headers, body }
  }
  const open = opened.move()
  return {
    gateway,
    origin,
    kioskToken: token,
    payments,
    post,
    ask: (request) =>
      post('/payments/link', {
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(request),
      }),
    manage: async (path, body) => {
      const answer = await fetch(origin + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await managerToken()}`,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = (await answer.json()) as Record<string, unknown>
      return { status: answer.status, headers: answer.headers, body: text }
    },
    count: async (metric) => {
      const text = await services.metrics.register.metrics()
      const line = text.split('\n').find((each) => each.startsWith(`${metric} `))
      return Number(line?.slice(metric.length + 1) ?? 0)
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}

const pairedKiosk = async ({
  services: { pairing, tokens },
}: TestGateway): Promise<{ readonly token: string }> => {
  await pairing.redeem({
    code: await pairing.create(testTenant),
    publicKey: kioskKeys.publicKey,
    kind: 'kiosk',
  })
  const principal = { tenantId: testTenant, device: kiosk, kind: 'kiosk', role: 'kiosk' } as const
  return { token: await tokens.issueAccess(principal) }
}

/** Sets up a tablet at which a manager is logged in. */
const managerTablet = async ({
  services: { store, tokens, nowMs },
}: TestGateway): Promise<() => Promise<string>> => {
  const { publicKey } = aKeyPair()
  const device = deviceIdOf(publicKey)
  await store.decide({ tenantId: testTenant, kind: 'device', key: device }, () =>
    ok({
      next: {
        kind: 'tablet',
        publicKey,
        letter: null,
        name: 'tablet',
        pairedAt: nowMs(),
        revokedAt: null,
        grant: null,
      },
      value: undefined,
    }),
  )
  const operator = v.parse(OperatorId, 'gerente')
  const role = { kind: 'tablet', role: 'manager', operator } as const
  return () => tokens.issueAccess({ tenantId: testTenant, device, ...role })
}

/** A ticket as the kiosk sold it, and the charge the kiosk asks for. */
export interface Sale {
  readonly ticket: TicketDocument
  readonly request: PaymentLinkRequest
  readonly txid: string
}

/** Sells a ticket; it is on the kiosk alone until {@link arrive}. */
export const aSale = (
  sale: { readonly priceCents?: number; readonly amountCents?: number } = {},
): Sale => {
  const { priceCents = 9_000 } = sale
  const { amountCents = priceCents } = sale
  const attempt = 1
  const nowMs = Date.now()
  const letter = v.parse(KioskLetter, 'A')
  const ticketId = makeTicketId(kiosk, { nowMs, randomBytes })
  const intent = makePaymentIntent(letter, randomBytes)
  const { id, event } = signEvent(
    { tenantId: testTenant, ticketId },
    {
      type: 'created',
      at: v.parse(Hlc, nowMs),
      by: { kind: 'device', device: kiosk },
      prev: null,
      data: v.parse(CreatedData, {
        letter,
        counter: 1,
        businessDay: '2026-11-23',
        service: { code: 'GELO', name: 'Banheira de Gelo', priceCents, durationMinutes: 15 },
        intent,
        offline: false,
      }),
    },
    kioskKeys.secretKey,
  )
  return {
    ticket: { id: ticketId, tenantId: testTenant, events: { [id]: event } },
    request: v.parse(PaymentLinkRequestSchema, {
      ticketId,
      intent,
      attempt,
      amountCents,
      description: 'A-001 Banheira de Gelo',
    }),
    txid: chargeTxid(intent, attempt),
  }
}

/** The same ticket after its kiosk cancelled it. */
export const cancelling = (sale: Sale): Sale => {
  const [[prev, created] = []] = entriesOf(sale.ticket.events)
  if (prev === undefined || created === undefined) throw new Error('a sale without its event')
  const { id: ticketId, tenantId, events } = sale.ticket
  const at = v.parse(Hlc, created.at + 1)
  const data = { reason: 'customer_left' }
  const draft = { type: 'cancelled', at, by: created.by, prev, data } as const
  const { id, event } = signEvent({ tenantId, ticketId }, draft, kioskKeys.secretKey)
  return { ...sale, ticket: { ...sale.ticket, events: { ...events, [id]: event } } }
}

/** Lets the kiosk's ticket arrive in the database. */
export const arrive = async ({ gateway }: Till, { ticket }: Sale): Promise<void> => {
  const tickets = tenantDatabase(gateway.services.couch, testTenant, 'tickets')
  await tickets.put(ticketToStored(ticket, undefined))
}

/** What Fauxton would show of a ticket: its payment, and the types of its events. */
export const storedTicket = async (
  { gateway }: Till,
  { ticket }: Sale,
): Promise<{ readonly payment: unknown; readonly types: readonly string[] }> => {
  const tickets = tenantDatabase(gateway.services.couch, testTenant, 'tickets')
  const stored = await tickets.get(ticket.id)
  const events = (stored?.['events'] ?? {}) as Record<string, { readonly type: string }>
  return {
    payment: stored?.['payment'],
    types: Object.values(events)
      .map(({ type }) => type)
      .toSorted(),
  }
}

/** All documents of money of one kind. */
export const moneyOf = async (
  { gateway }: Till,
  type: 'charge' | 'settlement' | 'hook' | 'lease',
): Promise<readonly Record<string, unknown>[]> => {
  const payments = tenantDatabase(gateway.services.couch, testTenant, 'payments')
  const { rows } = await payments.changes({ since: '0', limit: 10_000 })
  return rows.map(({ doc }): Record<string, unknown> => doc).filter((doc) => doc['type'] === type)
}

/** The address at which a tenant's bank calls. */
export const hookPath = (tenantId: TenantId, secret = callbackSecret): string =>
  `/payments/webhook/pix/${webhookToken(secret, { tenantId, provider: 'pix' })}/pix`
