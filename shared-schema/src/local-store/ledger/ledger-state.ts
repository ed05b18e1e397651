import {
  canonicalJson,
  type BusinessDay,
  type Customer,
  type DeviceKey,
  type EventId,
  type Grant,
  type Hlc,
  type Service,
  type Shift,
  type TenantProfile,
  type TicketEvent,
  type TicketId,
  hashText,
  laterDay,
  readEvent,
} from '@totem/shared-schema'
import { type LedgerRecord } from './ledger-record.ts'
import {
  applyOfflineRecord,
  compactedOfflineRecords,
  forgetOfflineCharges,
  isOfflineRecord,
  noOfflineCharges,
  type GrowingOfflineCharges,
  type OfflineCharges,
} from './offline-charges.ts'
import {
  applyUnlockRecord,
  compactedUnlockRecords,
  isUnlockRecord,
  noUnlocks,
  type GrowingUnlocks,
  type Unlocks,
} from './unlocks.ts'

/** An event that the ledger keeps, and when the cloud acknowledged it (`null`: not yet). */
export interface LedgerEvent {
  readonly ticketId: TicketId
  readonly event: TicketEvent
  readonly acknowledgedAt: Hlc | null
}

/** One life of a gateway database, from its making to its wipe or restore. */
export interface DatabaseLife {
  readonly epoch: string
  readonly generation: number
}

/** What the records of a ledger add up to. */
export interface LedgerState {
  readonly device: Extract<LedgerRecord, { kind: 'device' }> | null
  readonly profile: TenantProfile | null
  readonly catalog: readonly Service[]
  /** The devices of the studio as a tablet last heard of them. */
  readonly deviceKeys: readonly DeviceKey[]
  readonly grant: Grant | null
  /** Business day and counter of the last number given. The day never goes back. */
  readonly day: BusinessDay | null
  readonly counter: number
  /** The last event this device signed: the `prev` of its next one. */
  readonly head: EventId | null
  readonly events: ReadonlyMap<EventId, LedgerEvent>
  /** Events not acknowledged yet, in the order in which they were signed. */
  readonly pending: ReadonlySet<EventId>
  readonly refused: ReadonlyMap<EventId, string>
  readonly shifts: ReadonlyMap<string, Shift>
  readonly customers: ReadonlyMap<string, Customer>
  readonly epochs: ReadonlyMap<string, DatabaseLife>
  readonly lastAcknowledgedAt: Hlc | null
  /** What a kiosk holds to be paid without the gateway. */
  readonly offline: OfflineCharges
  /** Whom a tablet lets in without the gateway. */
  readonly unlocks: Unlocks
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** The state of a ledger while its records are being added up. */
export interface GrowingLedgerState extends Mutable<LedgerState> {
  readonly events: Map<EventId, LedgerEvent>
  readonly pending: Set<EventId>
  readonly refused: Map<EventId, string>
  readonly shifts: Map<string, Shift>
  readonly customers: Map<string, Customer>
  readonly epochs: Map<string, DatabaseLife>
  readonly offline: GrowingOfflineCharges
  readonly unlocks: GrowingUnlocks
}

/** Makes the state of a ledger without records. */
export const emptyLedgerState = (): GrowingLedgerState => ({
  device: null,
  profile: null,
  catalog: [],
  deviceKeys: [],
  grant: null,
  day: null,
  counter: 0,
  head: null,
  events: new Map(),
  pending: new Set(),
  refused: new Map(),
  shifts: new Map(),
  customers: new Map(),
  epochs: new Map(),
  lastAcknowledgedAt: null,
  offline: noOfflineCharges(),
  unlocks: noUnlocks(),
})

/** Adds one record to a ledger's state, in place: a ledger holds a week of events. A record read twice changes nothing. */
export const applyRecord = (state: GrowingLedgerState, record: LedgerRecord): void => {
  if (isOfflineRecord(record)) {
    applyOfflineRecord(state.offline, record)
    return
  }
  if (isUnlockRecord(record)) {
    applyUnlockRecord(state.unlocks, record)
    return
  }
  switch (record.kind) {
    case 'device':
      // A chain belongs to one key: a device that was paired anew begins its own.
      if (state.device?.device !== record.device) state.head = null
      // So do charges: the gateway made them for that key's kiosk.
      if (state.device !== null && state.device.device !== record.device)
        forgetOfflineCharges(state.offline)
      state.device = record
      return
    case 'profile':
      state.profile = record.profile
      return
    case 'catalog':
      state.catalog = record.services
      return
    case 'device_keys':
      state.deviceKeys = record.devices
      return
    case 'grant':
      state.grant = record.grant
      return
    case 'epoch':
      beginLife(state, record)
      return
    case 'numbering':
      state.day = record.day
      state.counter = record.counter
      state.head = record.head
      return
    case 'event':
      addEvent(state, record)
      return
    case 'acknowledged':
      state.lastAcknowledgedAt = record.at
      for (const id of record.ids) acknowledge(state, id, record.at)
      return
    case 'refused':
      state.refused.set(record.id, record.reason)
      state.lastAcknowledgedAt = record.at
      acknowledge(state, record.id, record.at)
      return
    case 'shift':
      state.shifts.set(record.shift.id, record.shift)
      return
    case 'customer':
      state.customers.set(record.customer.id, record.customer)
      return
    case 'document_acknowledged':
      dropVersion(state.shifts, record)
      dropVersion(state.customers, record)
      state.lastAcknowledgedAt = record.at
  }
}

/** Gives the hash of a version of a shift or customer, to acknowledge that version and no later one. */
export const versionHash = (document: Shift | Customer): string =>
  hashText(canonicalJson(document)).slice(0, 16)

/** How long an acknowledged event stays in the ledger: long enough to heal a cloud restored from last week's backup. */
export const keepAcknowledgedMs = 7 * 24 * 60 * 60_000

/** Gives the records that make this state again, without what is acknowledged and old. */
export const compactedRecords = (state: LedgerState, nowMs: number): readonly LedgerRecord[] => {
  const records: LedgerRecord[] = []
  if (state.device !== null) records.push(state.device)
  if (state.profile !== null) records.push({ kind: 'profile', profile: state.profile })
  records.push({ kind: 'catalog', services: [...state.catalog] })
  if (state.deviceKeys.length > 0)
    records.push({ kind: 'device_keys', devices: [...state.deviceKeys] })
  records.push({ kind: 'grant', grant: state.grant })
  for (const [collection, life] of state.epochs)
    records.push({ kind: 'epoch', collection, ...life })
  records.push(...refusedOfOthers(state))
  for (const [id, { ticketId, event, acknowledgedAt }] of state.events) {
    // A sale stays as long as its customer is not acknowledged: a customer without a sale is forgotten.
    const isOld = acknowledgedAt !== null && nowMs - acknowledgedAt > keepAcknowledgedMs
    if (isOld && !state.customers.has(ticketId)) continue
    records.push({ kind: 'event', ticketId, id, event })
    const reason = state.refused.get(id)
    if (acknowledgedAt !== null)
      records.push(
        reason === undefined
          ? { kind: 'acknowledged', ids: [id], at: acknowledgedAt }
          : { kind: 'refused', id, reason, at: acknowledgedAt },
      )
  }
  for (const shift of state.shifts.values()) records.push({ kind: 'shift', shift })
  for (const customer of state.customers.values()) records.push({ kind: 'customer', customer })
  records.push(...compactedOfflineRecords(state.offline, nowMs))
  records.push(...compactedUnlockRecords(state.unlocks, nowMs))
  records.push({ kind: 'numbering', day: state.day, counter: state.counter, head: state.head })
  if (state.lastAcknowledgedAt !== null)
    records.push({ kind: 'acknowledged', ids: [], at: state.lastAcknowledgedAt })
  return records
}

/** Refused events that this device relayed for somebody else; they are not sent again either. */
const refusedOfOthers = ({ refused, events, lastAcknowledgedAt: at }: LedgerState) =>
  at === null
    ? []
    : [...refused]
        .filter(([id]) => (events.get(id)?.acknowledgedAt ?? null) === null)
        .map(([id, reason]) => ({ kind: 'refused', id, reason, at }) as const)

/** A database that began a new life holds nothing of what its last life acknowledged: it is owed again. */
const beginLife = (
  state: GrowingLedgerState,
  { collection, epoch, generation }: Extract<LedgerRecord, { kind: 'epoch' }>,
): void => {
  const before = state.epochs.get(collection)
  state.epochs.set(collection, { epoch, generation })
  if (collection !== 'tickets' || generation <= (before?.generation ?? generation)) return
  for (const [id, entry] of state.events) {
    if (entry.acknowledgedAt === null || state.refused.has(id)) continue
    state.events.set(id, { ...entry, acknowledgedAt: null })
    state.pending.add(id)
  }
}

const addEvent = (
  state: GrowingLedgerState,
  { id, ticketId, event }: Extract<LedgerRecord, { kind: 'event' }>,
): void => {
  if (state.events.has(id)) return
  state.events.set(id, { ticketId, event, acknowledgedAt: null })
  state.pending.add(id)
  state.head = id
  const reading = readEvent(event)
  if (reading.kind !== 'known' || reading.event.type !== 'created') return
  const { businessDay, counter } = reading.event.data
  state.day = state.day === null ? businessDay : laterDay(state.day, businessDay)
  if (state.day === businessDay) state.counter = counter
}

const acknowledge = (state: GrowingLedgerState, id: EventId, at: Hlc): void => {
  const entry = state.events.get(id)
  if (entry === undefined || !state.pending.delete(id)) return
  state.events.set(id, { ...entry, acknowledgedAt: at })
}

const dropVersion = <D extends Shift | Customer>(
  documents: Map<string, D>,
  { id, hash }: { readonly id: string; readonly hash: string },
): void => {
  const known = documents.get(id)
  if (known !== undefined && versionHash(known) === hash) documents.delete(id)
}
