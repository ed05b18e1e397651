import * as v from 'valibot'

/** Parses a tenant's name: the only kind of text that may become part of a database name. */
export const TenantId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,30}$/), v.brand('TenantId'))
/** Names the studio or franchise unit that owns a document. */
export type TenantId = v.InferOutput<typeof TenantId>

/** Parses a ticket's id: `t`, then in Crockford base32 10 characters of time, 6 random, 10 of its owner's device id. */
export const TicketId = v.pipe(
  v.string(),
  v.regex(/^t[0-9a-hjkmnp-tv-z]{26}$/),
  v.brand('TicketId'),
)
/** Names a ticket; made once on the device that sells, and says which device that is. */
export type TicketId = v.InferOutput<typeof TicketId>

/** Parses a device's id: `d` and 20 characters of the hash of its public key. */
export const DeviceId = v.pipe(
  v.string(),
  v.regex(/^d[0-9a-hjkmnp-tv-z]{20}$/),
  v.brand('DeviceId'),
)
/** Names a signing device. It follows from the public key, so nobody can claim another's. */
export type DeviceId = v.InferOutput<typeof DeviceId>

/** Parses an event's id: the 160-bit hash of what was signed, as Crockford base32. */
export const EventId = v.pipe(v.string(), v.regex(/^[0-9a-hjkmnp-tv-z]{32}$/), v.brand('EventId'))
/** Names an event by its content: two different events can never share one. */
export type EventId = v.InferOutput<typeof EventId>

/** Parses an operator's id, which is also the login. */
export const OperatorId = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9._-]{1,31}$/),
  v.brand('OperatorId'),
)
/** Names a member of staff. */
export type OperatorId = v.InferOutput<typeof OperatorId>

/** Parses the id of a gateway-signed permission to act as an operator. */
export const GrantId = v.pipe(v.string(), v.regex(/^g[0-9a-hjkmnp-tv-z]{26}$/), v.brand('GrantId'))
/** Names a grant: operator, role, device key and last moment of validity, signed by the gateway. */
export type GrantId = v.InferOutput<typeof GrantId>

/** Parses the id of a shift. */
export const ShiftId = v.pipe(v.string(), v.regex(/^s[0-9a-hjkmnp-tv-z]{26}$/), v.brand('ShiftId'))
/** Names a shift. */
export type ShiftId = v.InferOutput<typeof ShiftId>

/** Parses a service's code as staff and test ids use it, e.g. `GELO`. */
export const ServiceCode = v.pipe(
  v.string(),
  v.regex(/^[A-Z][A-Z0-9]{1,11}$/),
  v.brand('ServiceCode'),
)
/** Names a service of the catalogue. */
export type ServiceCode = v.InferOutput<typeof ServiceCode>

/** Parses a kiosk's letter; `POST /tickets` is a device of its own with its own letter. */
export const KioskLetter = v.pipe(v.string(), v.regex(/^[A-Z]{1,2}$/), v.brand('KioskLetter'))
/** The letter at the front of every number a kiosk gives; unique in its tenant. */
export type KioskLetter = v.InferOutput<typeof KioskLetter>

/** Parses a calendar day `YYYY-MM-DD`. */
export const BusinessDay = v.pipe(v.string(), v.isoDate(), v.brand('BusinessDay'))
/** The day in the tenant's time zone to which a ticket belongs. */
export type BusinessDay = v.InferOutput<typeof BusinessDay>
