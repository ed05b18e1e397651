import { type DocumentToWrite } from '@totem/couchdb'
import {
  businessDayOf,
  type Customer,
  deviceIdOf,
  EventId,
  type KeyPair,
  OperatorId,
  ok,
  Service,
  TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { hashPassword } from '../auth/passwords.ts'
import { type Collection } from '../database/collections.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { demoLetter } from '../registry/pairing.ts'
import { ensureStaffPin } from '../kiosk-settings/staff-pin.ts'
import { profileOf } from '../registry/profile.ts'
import { ticketToStored } from '../replication/stored-ticket.ts'
import { type Services } from '../services.ts'
import { demoOperators, demoServices, demoStaffPin } from './demo-content.ts'
import { demoKioskKeys, sellDemoDay } from './demo-kiosk.ts'

const demoTenant = v.parse(TenantId, 'demo')

/** Fills tenant `demo` with services, staff and three tickets of today; whatever is there stays. */
export const seedDemo = async (services: Services): Promise<void> => {
  const keys = services.tenants.get(demoTenant)
  if (keys === undefined) return
  await addServices(services)
  await ensureStaffPin(services, demoTenant, demoStaffPin)
  await addOperators(services)
  const kioskKeys = demoKioskKeys(keys.cpfLookupKey)
  await addKiosk(services, kioskKeys)
  await sellToday(services, kioskKeys)
}

const addServices = async (services: Services): Promise<void> => {
  const catalog = demoServices.map((service) =>
    v.parse(Service, { ...service, tenantId: demoTenant }),
  )
  await addDocuments(services, 'catalog', catalog.map(toStored))
}

const addOperators = async ({ store }: Services): Promise<void> => {
  for (const { id, name, role, password } of demoOperators) {
    const place = { tenantId: demoTenant, kind: 'operator' as const, key: v.parse(OperatorId, id) }
    if ((await store.read(place)) !== undefined) continue
    const next = { name, role, passwordHash: await hashPassword(password), isActive: true }
    await store.decide(place, (known) =>
      ok(known === undefined ? { next, value: undefined } : { value: undefined }),
    )
  }
}

const addKiosk = async ({ store, nowMs }: Services, { publicKey }: KeyPair): Promise<void> => {
  const device = deviceIdOf(publicKey)
  const tenantId = demoTenant
  await store.decide({ tenantId, kind: 'letter', key: demoLetter }, (owner) =>
    ok(owner === undefined ? { next: { device }, value: undefined } : { value: undefined }),
  )
  const next = {
    kind: 'kiosk' as const,
    publicKey,
    letter: demoLetter,
    name: 'Totem de demonstração',
    pairedAt: nowMs(),
    revokedAt: null,
    grant: null,
  }
  await store.decide({ tenantId, kind: 'device', key: device }, (known) =>
    ok(known === undefined ? { next, value: undefined } : { value: undefined }),
  )
}

const sellToday = async (services: Services, keys: KeyPair): Promise<void> => {
  const { store, nowMs, randomBytes, registry } = services
  const place = { tenantId: demoTenant, kind: 'demo' as const, key: 'kiosk' }
  const seeded = await store.read(place)
  const profile = await profileOf(registry, demoTenant)
  if (seeded?.day === businessDayOf(nowMs(), profile.timeZone)) return
  const head = seeded?.head == null ? null : v.parse(EventId, seeded.head)
  const sold = sellDemoDay({ profile, keys, nowMs: nowMs(), randomBytes }, head)
  // Claimed before it is written: of two gateways that start at once, one sells.
  const claimed = await store.decide(place, (current) =>
    ok(
      current?.day === sold.day
        ? { value: false }
        : { next: { day: sold.day, head: sold.head }, value: true },
    ),
  )
  if (!claimed.ok || !claimed.value) return
  await addDocuments(
    services,
    'tickets',
    sold.tickets.map((ticket) => ticketToStored(ticket, undefined)),
  )
  await addDocuments(services, 'customers', sold.customers.map(toStored))
}

const toStored = ({ id, ...rest }: Service | Customer): DocumentToWrite => ({
  _id: id,
  ...rest,
})

/** A conflict means that the document is there, which is all that is wanted. */
const addDocuments = async (
  { couch }: Services,
  collection: Collection,
  documents: readonly DocumentToWrite[],
): Promise<void> => {
  await tenantDatabase(couch, demoTenant, collection).putMany(documents)
}
