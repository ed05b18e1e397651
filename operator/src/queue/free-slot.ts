import { type QueueColumn } from './queue-view.ts'

/**
 * Gives the lowest free device (*aparelho*, from 1) of a service; `undefined` when all are in use:
 * staff may still start, because the studio, not the tablet, knows what stands in the room.
 */
export const freeSlot = (
  column: Pick<QueueColumn, 'devices' | 'inService'>,
): number | undefined => {
  const taken = new Set(column.inService.map(({ slot }) => slot))
  for (let slot = 1; slot <= column.devices; slot += 1) if (!taken.has(slot)) return slot
  return undefined
}
