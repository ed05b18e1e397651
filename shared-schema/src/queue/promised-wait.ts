import * as v from 'valibot'
import { stepMinutes, type WaitEstimate } from './estimate-wait.ts'

/** Longer waits, in minutes, are told to nobody: the day is over by then. */
const maxMinutes = 24 * 60
const Minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxMinutes))

/** Parses the wait a customer was promised when buying: called after so many minutes at the earliest and at the latest. */
export const PromisedWait = v.pipe(
  v.object({ fromMinutes: Minutes, toMinutes: Minutes }),
  v.check(({ fromMinutes, toMinutes }) => fromMinutes <= toMinutes),
)
/** The wait a customer was promised when buying, in minutes. */
export type PromisedWait = v.InferOutput<typeof PromisedWait>

/**
 * Gives the promise in what a customer was told; `undefined` where no figure was. Times are told in steps, so who was
 * told of no wait was promised the first of them.
 */
export const promisedWaitOf = (told: WaitEstimate | undefined): PromisedWait | undefined => {
  switch (told?.kind) {
    case 'no_wait':
      return { fromMinutes: 0, toMinutes: stepMinutes }
    case 'wait': {
      const promised = { fromMinutes: told.fromMinutes, toMinutes: told.toMinutes }
      return v.is(PromisedWait, promised) ? promised : undefined
    }
    case 'closed':
    case undefined:
      return undefined
  }
}
