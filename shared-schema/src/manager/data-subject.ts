import * as v from 'valibot'
import { ConsentRecord } from '../customer/customer.ts'
import { BusinessDay, TicketId } from '../ids/ids.ts'
import { Cpf } from '../person/cpf.ts'
import { PersonName } from '../person/person-name.ts'
import { Phone } from '../person/phone.ts'

const Moment = v.pipe(v.number(), v.safeInteger())
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/**
 * Parses the body of `POST /people/find` and its like. The CPF travels in the body, never in an address: addresses
 * are logged.
 */
export const PersonQuery = v.object({ cpf: Cpf })
/** Asks about a person. */
export type PersonQuery = v.InferOutput<typeof PersonQuery>

/** Parses a purchase as its buyer may ask to see it (LGPD art. 18 I and II). */
export const PersonPurchase = v.object({
  ticket: TicketId,
  /** `null` where the ticket itself never arrived. */
  number: v.nullable(v.string()),
  day: v.nullable(BusinessDay),
  service: v.nullable(v.string()),
  priceCents: v.nullable(v.number()),
  payment: v.nullable(v.string()),
  status: v.nullable(v.string()),
  soldAt: v.nullable(Moment),
  name: PersonName,
  phone: Phone,
  consent: ConsentRecord,
})
/** A purchase with what was said of its buyer. */
export type PersonPurchase = v.InferOutput<typeof PersonPurchase>

/** Parses what is held about a person, latest purchase first. */
export const PersonRecord = v.object({ purchases: v.array(PersonPurchase) })
/** What is held about a person. */
export type PersonRecord = v.InferOutput<typeof PersonRecord>

/** Parses the body of `POST /people/correct` (LGPD art. 18 III). */
export const PersonCorrection = v.object({ cpf: Cpf, name: PersonName, phone: Phone })

/** Parses the answer of `POST /people/erase` (LGPD art. 18 VI): of how many tickets the person is gone. */
export const PersonErased = v.object({ tickets: Count })
