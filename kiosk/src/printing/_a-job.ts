import type { JobState, PrintJob } from '@totem/printer'
import { aTicket, nowMs } from '../_fake-device.ts'
import { originalJobId } from './printing.ts'

/** The job of the original of the first ticket of the tests. */
export const aJob = (state: JobState, order: Partial<PrintJob['order']> = {}): PrintJob => {
  const { id } = aTicket()
  return {
    order: { id: originalJobId(id), ticketId: id, copy: 0, orderedAt: nowMs, ...order },
    mark: '0000',
    state,
  }
}
