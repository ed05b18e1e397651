import * as fc from 'fast-check'
import nacl from 'tweetnacl'
import * as v from 'valibot'
import {
  bytesToBase64url,
  Customer,
  deviceIdOf,
  EventId,
  Grant,
  hashText,
  keyPairFromSeed,
  KioskLetter,
  makeTicketId,
  OfflineTerms,
  PoolOrder,
  seal,
  Shift,
  signOfflineTerms,
  TenantProfile,
  type DeviceId,
  type DeviceKey,
  type TicketId,
} from '@totem/shared-schema'
import { seededBytes } from '../../_random-bytes.ts'
import { aDraft, aSale, demo, hlc, theKiosk } from '../../ticket/_a-ticket.ts'
import { signEvent } from '../../ticket/sign-event.ts'
import { type LedgerRecord } from './ledger-record.ts'
import { type OfflineRecord } from './offline-charges.ts'
import { applyRecord, emptyLedgerState, versionHash, type LedgerState } from './ledger-state.ts'

type RecordOf<K extends LedgerRecord['kind']> = Extract<LedgerRecord, { kind: K }>

const sealingPair = nacl.box.keyPair.fromSecretKey(seededBytes('sealing')(32))

/** Signs for the demo tenant. */
export const settlementKeys = keyPairFromSeed(seededBytes('settlement')(32))

/** What every device of the demo tenant knows of it. */
export const aProfile = v.parse(TenantProfile, {
  tenantId: 'demo',
  studio: 'Studio Gelo',
  timeZone: 'America/Sao_Paulo',
  sealingKey: bytesToBase64url(sealingPair.publicKey),
  settlementKeys: [settlementKeys.publicKey],
  notice: { version: '1', hash: 'h', title: 'Privacidade', text: 'Texto' },
})

/** The record of a paired device; `null` makes a tablet. */
export const aDeviceRecord = (letter: string | null = 'A', seed = 'kiosk'): RecordOf<'device'> => {
  const keys = keyPairFromSeed(seededBytes(seed)(32))
  return {
    kind: 'device',
    device: deviceIdOf(keys.publicKey),
    tenantId: demo,
    letter: v.parse(v.nullable(KioskLetter), letter),
    ...keys,
  }
}

/** What a tablet knows of a device. */
export const aDeviceKey = (
  { device, letter, publicKey }: RecordOf<'device'>,
  revokedAt: number | null = null,
): DeviceKey => ({
  device,
  kind: letter === null ? 'tablet' : 'kiosk',
  letter,
  publicKey,
  revokedAt,
})

/** When the grants of the tests end. */
export const grantEnd = Date.UTC(2026, 10, 24)

/** A grant on a device: `gil` is a manager, everybody else an operator. */
export const aGrant = (device: DeviceId, operator = 'ana'): Grant =>
  v.parse(Grant, {
    id: `g${hashText(operator).slice(0, 26)}`,
    operator,
    name: 'Ana',
    role: operator === 'gil' ? 'manager' : 'operator',
    device,
    until: grantEnd,
  })

const kioskRecord = aDeviceRecord()

/** Names the nth ticket that the kiosk sold. */
export const ticketIdOf = (n: number): TicketId =>
  makeTicketId(kioskRecord.device, { nowMs: n, randomBytes: seededBytes(`ticket ${n}`) })

/** The record of a sale. */
export const aSaleRecord = (counter: number, businessDay = '2026-11-23'): RecordOf<'event'> => {
  const ticketId = ticketIdOf(counter)
  const draft = aDraft('created', { at: 1_000 + counter, data: aSale({ counter, businessDay }) })
  return {
    kind: 'event',
    ticketId,
    ...signEvent({ tenantId: demo, ticketId }, { ...draft, by: theKiosk }, kioskRecord.secretKey),
  }
}

/** Somebody who bought a ticket. */
export const aCustomer = (id: TicketId, name = 'Maria Souza'): Customer =>
  v.parse(Customer, {
    id,
    tenantId: demo,
    name,
    phone: '+5511987654321',
    cpfSealed: seal('52998224725', aProfile.sealingKey, seededBytes(id)),
    consent: {
      textVersion: '1',
      textHash: 'h',
      locale: 'pt-BR',
      acknowledgedAt: 1,
      purposes: [],
    },
    device: kioskRecord.device,
    writtenAt: 1,
  })

/** A shift somebody opened. */
export const aShift = (seed = 'shift', opened = 1): Shift => {
  const act = { at: opened, operator: 'ana', device: kioskRecord.device }
  return v.parse(Shift, {
    id: `s${hashText(seed).slice(0, 26)}`,
    tenantId: demo,
    businessDay: '2026-11-23',
    opened: act,
    devices: { ...act, counts: { GELO: 2 } },
    closed: null,
  })
}

/** Says that the gateway has a version of a document. */
export const anAcknowledgement = (
  document: Customer | Shift,
  at = 5,
): RecordOf<'document_acknowledged'> => ({
  kind: 'document_acknowledged',
  id: document.id,
  hash: versionHash(document),
  at: hlc(at),
})

/** Adds records up. */
export const stateOf = (records: readonly LedgerRecord[]): LedgerState => {
  const state = emptyLedgerState()
  for (const record of records) applyRecord(state, record)
  return state
}

const sales = Array.from({ length: 8 }, (_, index) =>
  aSaleRecord(index + 1, index < 4 ? '2026-11-23' : '2026-11-24'),
)
const strangers = ['x', 'y'].map((text) => v.parse(EventId, hashText(text)))
const eventIds = [...sales.map(({ id }) => id), ...strangers]
const customers = [1, 2, 3].map((n) => aCustomer(ticketIdOf(n)))
const shifts = [aShift('one'), aShift('one', 2), aShift('two')]
const arbitraryAt = fc.integer({ min: 0, max: 1_000_000 }).map(hlc)

const orders = [1, 2, 3].map((n) =>
  v.parse(PoolOrder, { txid: `TA0${'P'.repeat(21)}${n}D01`, service: 'GELO', amountCents: 9_000 }),
)
const txids = orders.map(({ txid }) => txid)
const someTxids = fc.uniqueArray(fc.constantFrom(...txids))
const aCode = { brCode: 'code', expiresAt: 2_000_000 }

const someTerms = [1, 2].map((issuedAt): OfflineRecord => ({
  kind: 'offline_terms',
  signed: signOfflineTerms(
    v.parse(OfflineTerms, {
      envelope: { perTicketCents: 1, count: 1, sumCents: 1, minutes: 1 },
      poolPerService: 1,
      staticPix: null,
      tenantId: demo,
      device: kioskRecord.device,
      issuedAt,
    }),
    settlementKeys,
  ),
}))

/** Any record about paying without the gateway, about three charges and two tickets. */
export const arbitraryOfflineRecord: fc.Arbitrary<OfflineRecord> = fc.oneof(
  fc.constantFrom(...someTerms),
  fc
    .uniqueArray(fc.constantFrom(...orders))
    .map((asked): OfflineRecord => ({ kind: 'pool_asked', orders: asked })),
  fc
    .constantFrom(...orders)
    .map((order): OfflineRecord => ({ kind: 'pool_charge', charge: { ...order, ...aCode } })),
  fc
    .record({
      order: fc.constantFrom(...orders),
      n: fc.constantFrom(1, 2),
      at: fc.nat({ max: 9 }),
      tier: fc.constantFrom('pool' as const, 'static' as const),
    })
    .map(({ order: { txid, amountCents }, n, at, tier }): OfflineRecord => {
      const ticketId = ticketIdOf(n)
      return { kind: 'charge_leased', txid, ticketId, tier, amountCents, at, ...aCode }
    }),
  someTxids.map((named): OfflineRecord => ({ kind: 'pool_retired', txids: named })),
  someTxids.map((named): OfflineRecord => ({ kind: 'pool_gone', txids: named })),
  someTxids.map((named): OfflineRecord => ({ kind: 'charge_bound', txids: named })),
)

/** Any record an app could write, about few enough things that records meet each other. */
export const arbitraryRecord: fc.Arbitrary<LedgerRecord> = fc.oneof(
  fc.constantFrom<LedgerRecord>(
    kioskRecord,
    aDeviceRecord('B', 'another kiosk'),
    { kind: 'profile', profile: aProfile },
    { kind: 'grant', grant: null },
    { kind: 'grant', grant: aGrant(kioskRecord.device) },
    { kind: 'device_keys', devices: [aDeviceKey(kioskRecord)] },
    { kind: 'device_keys', devices: [aDeviceKey(kioskRecord, 7)] },
  ),
  fc.constantFrom(...sales),
  fc.record({
    kind: fc.constant('acknowledged' as const),
    ids: fc.uniqueArray(fc.constantFrom(...eventIds)),
    at: arbitraryAt,
  }),
  fc.record({
    kind: fc.constant('refused' as const),
    id: fc.constantFrom(...eventIds),
    reason: fc.constantFrom('revoked_device', 'bad_signature', 'razão'),
    at: arbitraryAt,
  }),
  fc.constantFrom(...shifts).map((shift): LedgerRecord => ({ kind: 'shift', shift })),
  fc.constantFrom(...customers).map((customer): LedgerRecord => ({ kind: 'customer', customer })),
  fc
    .tuple(fc.constantFrom(...shifts, ...customers), arbitraryAt)
    .map(([document, at]) => anAcknowledgement(document, at)),
  fc.record({
    kind: fc.constant('epoch' as const),
    collection: fc.constantFrom('tickets', 'catalog'),
    epoch: fc.string({ maxLength: 8 }).filter((text) => text.isWellFormed()),
    generation: fc.nat({ max: 9 }),
  }),
  arbitraryOfflineRecord,
)
