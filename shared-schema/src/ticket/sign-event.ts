import * as v from 'valibot'
import { canonicalJson, type CanonicalValue } from '../canonical-json/canonical-json.ts'
import {
  type PublicKey,
  type SecretKey,
  type VerifyText,
  hashText,
  signText,
} from '../crypto/keys.ts'
import { EventId } from '../ids/ids.ts'
import { type Hlc } from '../time/hlc.ts'
import { type Author, type EventPlace, type TicketEvent, eventVersion } from './event.ts'
import { type EventData, type EventType } from './known-event.ts'

/** An event with the id that follows from its content. */
export interface IdentifiedEvent {
  readonly id: EventId
  readonly event: TicketEvent
}

/** What its author decides about an event before it is signed. */
export interface EventDraft<T extends EventType = EventType> {
  readonly type: T
  readonly at: Hlc
  readonly by: Author
  readonly prev: EventId | null
  readonly data: EventData<T>
}

/**
 * Gives the text an author signs: canonical JSON of the event and of the place it belongs to,
 * so that it means nothing on another ticket or in another tenant.
 */
export const eventText = (place: EventPlace, event: Omit<TicketEvent, 'sig'>): string =>
  canonicalJson({
    tenant: place.tenantId,
    ticket: place.ticketId,
    v: event.v,
    type: event.type,
    at: event.at,
    by: event.by,
    prev: event.prev,
    data: canonicalData(event.data),
  })

/** Gives the id of an event: the hash of the signed text. */
export const eventIdOf = (place: EventPlace, event: Omit<TicketEvent, 'sig'>): EventId =>
  v.parse(EventId, hashText(eventText(place, event)))

/** Signs a draft. */
export const signEvent = (
  place: EventPlace,
  draft: EventDraft,
  secretKey: SecretKey,
): IdentifiedEvent => {
  const body = { v: eventVersion, ...draft }
  const text = eventText(place, body)
  return {
    id: v.parse(EventId, hashText(text)),
    event: { ...body, sig: signText(text, secretKey) },
  }
}

/** Checks that an event carries the id of its content and the signature of a key. */
export const isSignedBy = (
  place: EventPlace,
  { id, event }: IdentifiedEvent,
  { publicKey, verify }: { readonly publicKey: PublicKey; readonly verify: VerifyText },
): boolean => {
  const text = eventText(place, event)
  return hashText(text) === id && verify(text, event.sig, publicKey)
}

/** Data of a parsed event holds integers, text, lists and objects only; `undefined` members count as absent. */
const canonicalData = (data: Readonly<Record<string, unknown>>): CanonicalValue =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  JSON.parse(JSON.stringify(data)) as CanonicalValue
