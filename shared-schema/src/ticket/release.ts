import * as v from 'valibot'
import { type PublicKey } from '../crypto/keys.ts'
import { err, ok, type Result } from '../result/result.ts'
import { TicketEvent, type EventPlace } from './event.ts'
import { readEvent } from './known-event.ts'
import { eventIdOf, type EventDraft, type IdentifiedEvent } from './sign-event.ts'
import { mayBeReleased } from './who-may-append.ts'

/** Why a refused event stays refused, whoever asks. */
export type ReleaseRefusal = 'unknown_type' | 'malformed' | 'gateway_only' | 'wrong_id'

/**
 * Drafts the gateway's event that lets a refused one in after all. All of it derives from the refused event,
 * so two managers who release it at once write the same.
 */
export const draftRelease = (
  place: EventPlace,
  { id, event }: IdentifiedEvent,
  key: PublicKey,
): Result<EventDraft<'released'>, ReleaseRefusal> => {
  const reading = readEvent(event)
  if (reading.kind !== 'known') return err(reading.kind)
  if (!mayBeReleased(reading.event.type)) return err('gateway_only')
  if (eventIdOf(place, event) !== id) return err('wrong_id')
  const data = { id, event }
  // The envelope bounds how deep data may go, and a wrapped event lies two deeper.
  if (!v.is(TicketEvent.entries.data, data)) return err('malformed')
  const by = { kind: 'gateway', key } as const
  return ok({ type: 'released', at: event.at, by, prev: null, data })
}
