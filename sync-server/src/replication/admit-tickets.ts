import {
  admitEvent,
  devicesBehind,
  entriesOf,
  EventId,
  PushedTicketExtra,
  TicketDocument,
  TicketEvent,
  type AdmissionContext,
  type DeviceId,
  type DeviceRecord,
  type GrantId,
  type GrantRecord,
  type PublicKey,
  type TenantId,
  type TicketEvents,
  type VerifyText,
} from '@totem/shared-schema'
import * as v from 'valibot'

/** Where admission looks up who may sign: the tenant's registry. */
export interface Signers {
  readonly devices: (
    tenantId: TenantId,
    ids: readonly DeviceId[],
  ) => Promise<ReadonlyMap<DeviceId, DeviceRecord>>
  readonly grants: (
    tenantId: TenantId,
    ids: readonly GrantId[],
  ) => Promise<ReadonlyMap<GrantId, GrantRecord>>
}

/** A pushed ticket, parsed. */
export interface TicketRow {
  readonly document: TicketDocument
  /** Entries of the row that are no events, by the name they came under. They spoil no event beside them. */
  readonly unreadable: Readonly<Record<string, unknown>>
  /** How many events the device's copy holds. */
  readonly known: number
}

/** The outside of a pushed ticket: its events are parsed one by one. */
const Envelope = v.object({
  ...TicketDocument.entries,
  events: v.record(v.pipe(v.string(), v.maxLength(64)), v.unknown()),
  ...PushedTicketExtra.entries,
})

/** Parses a pushed ticket of a tenant, or says why it is none. */
export const parseTicketRow = (
  row: unknown,
  tenantId: TenantId,
): TicketRow | 'malformed' | 'foreign_tenant' => {
  const envelope = v.safeParse(Envelope, row)
  if (!envelope.success) return 'malformed'
  const { id, known, events } = envelope.output
  if (envelope.output.tenantId !== tenantId) return 'foreign_tenant'
  const isEvent = ([key, event]: [string, unknown]): boolean =>
    v.is(EventId, key) && v.is(TicketEvent, event)
  const { readable = [], unreadable = [] } = Object.groupBy(Object.entries(events), (entry) =>
    isEvent(entry) ? 'readable' : 'unreadable',
  )
  return {
    document: v.parse(TicketDocument, { id, tenantId, events: Object.fromEntries(readable) }),
    unreadable: Object.fromEntries(unreadable),
    known,
  }
}

/** What admission found in one pushed ticket. */
export interface Admission {
  readonly admitted: TicketEvents
  readonly refused: readonly { readonly event: string; readonly reason: string }[]
}

/** Judges every event of a ticket by itself alone. */
export const admitTicket = (document: TicketDocument, context: AdmissionContext): Admission => {
  const place = { tenantId: document.tenantId, ticketId: document.id }
  const admitted: [string, unknown][] = []
  const refused: { event: string; reason: string }[] = []
  for (const [id, event] of entriesOf(document.events)) {
    const judged = admitEvent(place, { id, event }, context)
    if (judged.ok) admitted.push([id, event])
    else refused.push({ event: id, reason: judged.error })
  }
  return { admitted: v.parse(TicketDocument.entries.events, Object.fromEntries(admitted)), refused }
}

/** Looks up everybody who signed something in a batch, also on paper, once. */
export const admissionContextFor = async (
  documents: readonly TicketDocument[],
  tenantId: TenantId,
  trust: {
    readonly signers: Signers
    readonly settlementKeys: readonly PublicKey[]
    readonly verify: VerifyText
  },
): Promise<AdmissionContext> => {
  const events = documents.flatMap((document) =>
    entriesOf(document.events).map(([, event]) => event),
  )
  const devices = new Set(events.flatMap(devicesBehind))
  const grants = new Set(events.flatMap(({ by }) => (by.kind === 'operator' ? [by.grant] : [])))
  const [deviceById, grantById] = await Promise.all([
    trust.signers.devices(tenantId, [...devices]),
    trust.signers.grants(tenantId, [...grants]),
  ])
  return {
    device: (id) => deviceById.get(id),
    grant: (id) => grantById.get(id),
    isSettlementKey: (key) => trust.settlementKeys.includes(key),
    verify: trust.verify,
  }
}
