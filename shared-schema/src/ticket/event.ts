import * as v from 'valibot'
import { PublicKey, Signature } from '../crypto/keys.ts'
import { DeviceId, EventId, GrantId, OperatorId, TenantId, TicketId } from '../ids/ids.ts'
import { Hlc } from '../time/hlc.ts'

/** The version of the event format this build writes. */
export const eventVersion = 1

/** Parses who appended an event. */
export const Author = v.variant('kind', [
  v.object({ kind: v.literal('device'), device: DeviceId }),
  v.object({ kind: v.literal('operator'), device: DeviceId, operator: OperatorId, grant: GrantId }),
  v.object({ kind: v.literal('gateway'), key: PublicKey }),
])
/** Who appended an event: a device by itself, an operator on a device under a grant, or the gateway. */
export type Author = v.InferOutput<typeof Author>

const JsonValue = v.pipe(
  v.unknown(),
  v.check(
    (value) => isCanonical(value, 4),
    'integers, text, lists and objects only, at most 4 deep',
  ),
)

/**
 * Parses the envelope of an event. It says nothing about the type, so that an old build keeps
 * what a new build wrote; what the fold may believe is judged in `known-event.ts`.
 */
export const TicketEvent = v.object({
  v: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000)),
  type: v.pipe(v.string(), v.regex(/^[a-z][a-z_]{2,31}$/)),
  at: Hlc,
  by: Author,
  prev: v.nullable(EventId),
  data: v.record(
    v.pipe(
      v.string(),
      v.maxLength(40),
      v.check((key) => key.isWellFormed()),
    ),
    JsonValue,
  ),
  sig: Signature,
})
/** One thing that happened to a ticket, signed by whoever appended it; never changed afterwards. */
export type TicketEvent = v.InferOutput<typeof TicketEvent>

/** Every event of a ticket by its id: it only grows, and its merge is the union. */
export type TicketEvents = Readonly<Record<EventId, TicketEvent>>

/** Parses a ticket as it travels and as it is stored. */
export const TicketDocument = v.object({
  id: TicketId,
  tenantId: TenantId,
  events: v.record(EventId, TicketEvent),
})
/** A ticket: nothing but its events. Everything else about it is folded from them. */
export interface TicketDocument {
  readonly id: TicketId
  readonly tenantId: TenantId
  readonly events: TicketEvents
}

/** Which ticket of which tenant an event belongs to; part of what is signed. */
export interface EventPlace {
  readonly tenantId: TenantId
  readonly ticketId: TicketId
}

const isCanonical = (value: unknown, depth: number): boolean => {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'string') return isStorable(value)
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || depth === 0) return false
  return Object.entries(value).every(
    ([key, member]) => isStorable(key) && isCanonical(member, depth - 1),
  )
}

/** CouchDB refuses a whole write that holds half a surrogate pair. */
const isStorable = (text: string): boolean => text.length <= 2_000 && text.isWellFormed()
