import { type QueueColumn } from '../queue/queue-view.ts'
import { isUnpaid } from '../queue/actions.ts'

/** What a shift comes down to when it is about to be closed. */
export interface ShiftSummary {
  readonly served: number
  readonly noShow: number
  readonly cancelled: number
  /** Called or waiting: they stay in the queue of the next shift. */
  readonly left: number
  readonly inService: number
  /** Served without a payment. */
  readonly unpaid: number
}

/** Counts a shift from its queue. */
export const shiftSummary = (columns: readonly QueueColumn[]): ShiftSummary => {
  const done = columns.flatMap((column) => column.done)
  const count = (status: string): number => done.filter((row) => row.status === status).length
  return {
    served: count('finished'),
    noShow: count('no_show'),
    cancelled: count('cancelled'),
    left: columns.reduce((sum, { called, waiting }) => sum + called.length + waiting.length, 0),
    inService: columns.reduce((sum, { inService }) => sum + inService.length, 0),
    unpaid: done.filter((row) => row.status === 'finished' && isUnpaid(row.payment)).length,
  }
}
