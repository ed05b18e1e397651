import {
  type Author,
  type Customer,
  deviceIdOf,
  type EventData,
  type EventId,
  type EventType,
  foldTicket,
  type Grant,
  type OperatorId,
  type PublicKey,
  type Service,
  type Shift,
  type TenantProfile,
  type Ticket,
  type TicketDocument,
  type TicketEvent,
  type TicketId,
} from '@totem/shared-schema'

/** 2026-09-24, 14:00 in São Paulo. */
export const noonish = Date.UTC(2026, 8, 24, 17, 0)

export const minutes = (count: number): number => count * 60_000

const kioskKey = 'k'.repeat(43) as PublicKey
export const tabletId = deviceIdOf('t'.repeat(43) as PublicKey)
const kioskId = deviceIdOf(kioskKey)

export const ana = 'ana' as OperatorId
export const beto = 'beto' as OperatorId

export const aGrant = (over: Partial<Grant> = {}): Grant =>
  ({
    id: `g${'0'.repeat(26)}`,
    operator: ana,
    name: 'Ana Lima',
    role: 'operator',
    device: tabletId,
    until: noonish + minutes(600),
    ...over,
  }) as Grant

export const aProfile = {
  tenantId: 'demo',
  studio: 'Estúdio Demo',
  timeZone: 'America/Sao_Paulo',
  sealingKey: 's'.repeat(43),
  notice: { version: '1', hash: 'h', title: 'Aviso', text: 'Texto' },
} as TenantProfile

export const gelo = {
  id: 'GELO',
  tenantId: 'demo',
  name: 'Banheira de Gelo',
  description: 'Imersão a 4 °C',
  priceCents: 9_000,
  durationMinutes: 10,
  color: '#0e7490',
  sound: 'drop',
  position: 1,
  active: true,
} as Service

export const bota = {
  ...gelo,
  id: 'BOTA',
  name: 'Bota de Compressão',
  description: 'Drenagem por pressão',
  priceCents: 7_000,
  durationMinutes: 30,
  color: '#7c3aed',
  sound: 'chime',
  position: 2,
} as Service

export const aShift = (over: Partial<Shift> = {}): Shift => {
  const act = { at: noonish - minutes(240), operator: ana, device: tabletId }
  return {
    id: `s${'0'.repeat(26)}`,
    tenantId: 'demo',
    businessDay: '2026-09-24',
    opened: act,
    devices: { ...act, counts: { GELO: 2, BOTA: 3 } },
    closed: null,
    ...over,
  } as Shift
}

/** One step in the life of a test ticket: type, data, and minutes after noonish. */
export type Step = {
  [T in EventType]: readonly [type: T, data: EventData<T>, atMinute: number, by?: OperatorId]
}[EventType]

let eventCount = 0
/** Gives an event id nobody has used; the content hash of the real one plays no part in folding. */
export const nextEventId = (): EventId => {
  eventCount += 1
  return String(eventCount).padStart(32, '0') as EventId
}

export const operatorAuthor = (operator: OperatorId): Author =>
  ({ kind: 'operator', device: tabletId, operator, grant: `g${'0'.repeat(26)}` }) as Author

/** Makes an event nobody signed. */
export const anEvent = (
  type: EventType,
  data: Readonly<Record<string, unknown>>,
  facts: { readonly at: number; readonly by: Author },
): TicketEvent =>
  ({ v: 1, type, ...facts, prev: null, data, sig: 'x'.repeat(86) }) as unknown as TicketEvent

interface TicketFacts {
  readonly counter: number
  readonly service?: Service
  readonly soldAtMinute?: number
  readonly day?: string
  readonly offline?: boolean
  readonly steps?: readonly Step[]
}

/** Makes the document of a ticket of kiosk A. */
export const aDocument = (facts: TicketFacts): TicketDocument => {
  const service = facts.service ?? gelo
  const created = anEvent(
    'created',
    {
      letter: 'A',
      counter: facts.counter,
      businessDay: facts.day ?? '2026-09-24',
      service: {
        code: service.id,
        name: service.name,
        priceCents: service.priceCents,
        durationMinutes: service.durationMinutes,
      },
      intent: `TA0${'1'.repeat(22)}`,
      offline: facts.offline ?? false,
    },
    {
      at: noonish + minutes(facts.soldAtMinute ?? facts.counter - 60),
      by: { kind: 'device', device: kioskId },
    },
  )
  const events = (facts.steps ?? []).map(
    ([type, data, minute, by]): readonly [EventId, TicketEvent] => [
      nextEventId(),
      anEvent(type, data, { at: noonish + minutes(minute), by: authorOf(type, by) }),
    ],
  )
  return {
    id: ticketId(facts),
    tenantId: 'demo',
    events: Object.fromEntries<TicketEvent>([[nextEventId(), created], ...events]),
  } as TicketDocument
}

const ticketId = (facts: TicketFacts): TicketId =>
  `t${(facts.day ?? '2026-09-24').replaceAll('-', '')}${String(facts.counter).padStart(18, '0')}` as TicketId

const authorOf = (type: EventType, by: OperatorId = ana): Author => {
  if (type === 'paid' || type === 'payment_review' || type === 'refunded')
    return { kind: 'gateway', key: kioskKey }
  if (type === 'desk_chosen' || type === 'printed' || type === 'charge_shown')
    return { kind: 'device', device: kioskId }
  return operatorAuthor(by)
}

/** Makes a folded ticket of kiosk A. */
export const aTicket = (facts: TicketFacts): Ticket => foldTicket(aDocument(facts))!

/** The step of a Pix that arrived in full. */
export const paid = (service: Service, atMinute: number): Step => [
  'paid',
  {
    settlement: `pay:sicredi:E${atMinute + 1_000}`,
    amountCents: service.priceCents,
    txid: null,
    settledAt: (noonish + minutes(atMinute)) as EventData<'paid'>['settledAt'],
  },
  atMinute,
]

export const aCustomer = (ticketIdOfCustomer: TicketId, name: string): Customer =>
  ({
    id: ticketIdOfCustomer,
    tenantId: 'demo',
    name,
    phone: '+5551999998888',
    cpfSealed: 'sealed',
    consent: {
      textVersion: '1',
      textHash: 'h',
      locale: 'pt-BR',
      acknowledgedAt: noonish,
      purposes: [],
    },
    device: kioskId,
    writtenAt: noonish,
  }) as unknown as Customer
