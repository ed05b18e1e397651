import * as v from 'valibot'
import { canonicalJson } from '../canonical-json/canonical-json.ts'
import { Sealed } from '../crypto/seal.ts'
import { DeviceId, TenantId, TicketId } from '../ids/ids.ts'
import { Locale } from '../language/locale.ts'
import { PersonName } from '../person/person-name.ts'
import { Phone } from '../person/phone.ts'
import { Hlc } from '../time/hlc.ts'

/** Parses the record that a notice was read (LGPD art. 9) and what was consented to beyond it (art. 8). */
export const ConsentRecord = v.object({
  textVersion: v.pipe(v.string(), v.maxLength(40)),
  textHash: v.pipe(v.string(), v.maxLength(64)),
  locale: Locale,
  acknowledgedAt: Hlc,
  purposes: v.pipe(
    v.array(v.object({ code: v.pipe(v.string(), v.maxLength(40)), granted: v.boolean() })),
    v.maxLength(10),
  ),
  /** Who declared it: an adult for themselves, or the adult who answers for a minor (LGPD art. 14). */
  actor: v.exactOptional(v.picklist(['self', 'guardian'])),
  /** Hash of the service's safety notice that was acknowledged; nothing about anybody's health is kept. */
  safetyHash: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
})
/** Proof of what the person was shown and what they allowed. */
export type ConsentRecord = v.InferOutput<typeof ConsentRecord>

/**
 * Parses the personal data of a ticket: a document of its own, so that erasing a person
 * touches no ledger. The CPF is sealed for the tenant; no device can open it.
 */
export const Customer = v.object({
  id: TicketId,
  tenantId: TenantId,
  name: PersonName,
  phone: Phone,
  cpfSealed: Sealed,
  consent: ConsentRecord,
  device: DeviceId,
  writtenAt: Hlc,
})
/** Who bought a ticket. */
export type Customer = v.InferOutput<typeof Customer>

/**
 * Merges two versions of a customer: the later writing wins, ties by content, so that all
 * sides end with the same one. Only the kiosk that owns the ticket writes it, so in practice they are equal.
 */
export const mergeCustomers = (a: Customer, b: Customer): Customer => {
  if (a.writtenAt !== b.writtenAt) return a.writtenAt > b.writtenAt ? a : b
  return canonicalJson(a) <= canonicalJson(b) ? a : b
}
