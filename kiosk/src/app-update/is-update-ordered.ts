import { type TenantProfile } from '@totem/shared-schema'

/** How long an order stands, in ms: for a kiosk that was off when it was given, and not for the builds of next week. */
const standsMs = 24 * 60 * 60_000

/** Says whether a manager has told kiosks to take a waiting build in, also while something is not sent yet. */
export const isUpdateOrdered = (
  profile: Pick<TenantProfile, 'updateOrderedAt'> | undefined,
  nowMs: number,
): boolean => {
  const orderedAt = profile?.updateOrderedAt
  return orderedAt !== undefined && Math.abs(nowMs - orderedAt) < standsMs
}
