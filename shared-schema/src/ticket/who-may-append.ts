import { type EventType } from './known-event.ts'

/** Who acts in a tenant. A panel only reads. */
export type Role = 'kiosk' | 'panel' | 'operator' | 'manager' | 'gateway'

/**
 * Says who may append each type of event: the one table that gateway and screens share.
 * A kiosk may do so only on tickets it owns.
 */
export const whoMayAppend = {
  created: ['kiosk'],
  printed: ['kiosk'],
  charge_shown: ['kiosk'],
  desk_chosen: ['kiosk'],
  paid: ['gateway'],
  payment_review: ['gateway'],
  refunded: ['gateway'],
  payment_accepted: ['gateway'],
  charge_expired: ['gateway'],
  refused: ['gateway'],
  released: ['gateway'],
  called: ['operator', 'manager'],
  recalled: ['operator', 'manager'],
  started: ['operator', 'manager'],
  finished: ['operator', 'manager'],
  no_show: ['operator', 'manager'],
  returned: ['operator', 'manager'],
  undone: ['operator', 'manager'],
  paid_by_hand: ['operator', 'manager'],
  refunded_by_hand: ['manager'],
  reprint_requested: ['operator', 'manager'],
  imported: ['operator', 'manager'],
  cancelled: ['kiosk', 'operator', 'manager'],
} as const satisfies Record<EventType, readonly Role[]>

/** Says whether a role may append a type of event at all. */
export const mayAppend = (role: Role, type: EventType): boolean => {
  const roles: readonly Role[] = whoMayAppend[type]
  return roles.includes(role)
}

/** Says whether a refused event of this type may be let in later: what the gateway alone may say is nobody's to release. */
export const mayBeReleased = (type: EventType): boolean =>
  whoMayAppend[type].some((role) => role !== 'gateway')
