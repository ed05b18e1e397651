import { isDeepStrictEqual } from 'node:util'
import { type Result, err, ok } from '@totem/shared-schema'
import { type ActiveCharge, type Charge, type ChargeTerms, expiresAtMs } from './charge.ts'
import { type EndToEndId } from './end-to-end-id.ts'

/** What can happen to the record of a charge after it was created. */
export type ChargeEvent =
  | { readonly kind: 'revised'; readonly terms: ChargeTerms }
  | { readonly kind: 'removed' }
  | { readonly kind: 'paid'; readonly endToEndId: EndToEndId; readonly atMs: number }
  /** A Pix that should have been refused came in all the same: of another amount, too late, once more. */
  | { readonly kind: 'paid_astray'; readonly endToEndId: EndToEndId }

/** Why an event leaves a charge as it is. */
export type ChargeRefusal =
  | { readonly kind: 'not_active'; readonly phase: 'paid' | 'removed' }
  | { readonly kind: 'expired'; readonly expiredAtMs: number }

/**
 * Decides what an event makes of a charge. Only an active record changes (API Pix 2.9: 400
 * otherwise); a revision that changes nothing keeps the charge and its revision number.
 */
export const transitionCharge = (
  charge: Charge,
  event: ChargeEvent,
): Result<Charge, ChargeRefusal> => {
  if (charge.kind !== 'active')
    return event.kind === 'paid_astray'
      ? ok(charge)
      : err({ kind: 'not_active', phase: charge.kind })
  switch (event.kind) {
    case 'revised':
      return ok(revised(charge, event.terms))
    case 'removed':
      return ok({ ...charge, kind: 'removed', revision: charge.revision + 1 })
    case 'paid':
      return event.atMs > expiresAtMs(charge)
        ? err({ kind: 'expired', expiredAtMs: expiresAtMs(charge) })
        : ok({ ...charge, kind: 'paid', endToEndId: event.endToEndId })
    case 'paid_astray':
      // Any value turns an active record into a paid one (bacen/pix-api #232).
      return ok({ ...charge, kind: 'paid', endToEndId: event.endToEndId })
  }
}

const revised = (charge: ActiveCharge, terms: ChargeTerms): ActiveCharge =>
  isDeepStrictEqual(charge.terms, terms)
    ? charge
    : { ...charge, terms, revision: charge.revision + 1 }
