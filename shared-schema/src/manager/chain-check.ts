import * as v from 'valibot'
import { DeviceId, EventId, TicketId } from '../ids/ids.ts'

const Moment = v.pipe(v.number(), v.safeInteger())
const Count = v.pipe(v.number(), v.safeInteger())

/** Parses what a full look at one device's audit chain found. */
export const ChainCheck = v.object({
  device: DeviceId,
  /** How many events it signed, in ledger and quarantine. */
  events: Count,
  lastAt: v.nullable(Moment),
  /** An event that never came, or two that followed the same one. */
  fault: v.nullable(v.object({ fault: v.picklist(['gap', 'fork']), after: EventId })),
  /** Events in the ledger whose content is not what the device signed: somebody changed them. */
  forged: v.array(v.object({ ticket: TicketId, event: EventId })),
})
/** What a full look at one device's audit chain found. */
export type ChainCheck = v.InferOutput<typeof ChainCheck>

/** Parses the answer of `POST /audit/verify`. */
export const ChainChecks = v.object({
  checkedAt: Moment,
  tickets: Count,
  chains: v.array(ChainCheck),
})

/** Parses the answer of `GET /audit`: what the gateway found by itself. */
export const AuditFindings = v.object({
  chains: v.array(
    v.object({
      device: DeviceId,
      fault: v.picklist(['gap', 'fork']),
      after: EventId,
      raisedAt: Moment,
    }),
  ),
  /** Numbers that two tickets of one day have: somebody cloned a kiosk's profile. */
  clones: v.array(v.object({ day: v.string(), number: v.string(), tickets: v.array(TicketId) })),
})
