import { randomBytes } from 'node:crypto'
import {
  chargeTxid,
  entriesOf,
  type EventData,
  Hlc,
  KioskLetter,
  makePaymentIntent,
  PoolOrder,
  type PoolRequest,
  PoolResponse,
  signEvent,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type Reply, testTenant } from '../../_test-gateway.ts'
import { tenantDatabase } from '../../database/tenant-database.ts'
import { kiosk, kioskKeys, type Sale, type Till } from '../_stage.ts'

/** Names a charge as the kiosk does. */
export const anOrder = (order: Partial<Record<keyof PoolOrder, unknown>> = {}): PoolOrder =>
  v.parse(PoolOrder, {
    txid: chargeTxid(makePaymentIntent(v.parse(KioskLetter, 'A'), randomBytes), 1),
    service: 'GELO',
    amountCents: 9_000,
    ...order,
  })

/** Gives the tenant one thing to sell. */
export const sellIceBaths = async ({ gateway }: Till, priceCents = 9_000): Promise<void> => {
  const catalog = tenantDatabase(gateway.services.couch, testTenant, 'catalog')
  const known = await catalog.get('GELO')
  await catalog.put({
    _id: 'GELO',
    ...(known !== undefined && { _rev: known._rev }),
    tenantId: testTenant,
    name: 'Banheira de Gelo',
    description: '10 minutos a 4 °C',
    priceCents,
    durationMinutes: 10,
    color: '#3399ff',
    sound: 'bell',
    position: 1,
    active: true,
  })
}

/** Asks as the kiosk of the tests, or as somebody else. */
export const askPool = async (
  till: Till,
  request: Partial<PoolRequest>,
  who: { readonly role?: 'kiosk' | 'operator'; readonly device?: typeof kiosk } = {},
): Promise<Reply> => {
  const { role = 'kiosk', device = kiosk } = who
  const token = await till.gateway.services.tokens.issueAccess({
    tenantId: testTenant,
    device,
    kind: role === 'kiosk' ? 'kiosk' : 'tablet',
    role,
  })
  return till.post('/payments/pool', {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ asked: [], held: [], retired: [], shown: [], ...request }),
  })
}

/** Asks, and reads the answer. */
export const poolOf = async (till: Till, request: Partial<PoolRequest>): Promise<PoolResponse> => {
  const { status, body } = await askPool(till, request)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return v.parse(PoolResponse, body)
}

/** The ticket of a sale after the kiosk showed a charge for it. */
export const showing = (
  { ticket, ...sale }: Sale,
  data: EventData<'charge_shown'>,
  keys = kioskKeys,
): Sale => {
  const [[prev, created] = []] = entriesOf(ticket.events)
  if (prev === undefined || created === undefined) throw new Error('a sale without its event')
  const place = { tenantId: ticket.tenantId, ticketId: ticket.id }
  const { id, event } = signEvent(
    place,
    { type: 'charge_shown', at: v.parse(Hlc, created.at + 1), by: created.by, prev, data },
    keys.secretKey,
  )
  return { ...sale, ticket: { ...ticket, events: { ...ticket.events, [id]: event } } }
}
