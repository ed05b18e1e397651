import { type WaitEstimate } from '@totem/shared-schema'
import { type QueueLine } from './queue-line.ts'

/** How long the wait is, as a customer was told it, and when, in ms since 1970. */
export interface ToldWait {
  readonly estimate: WaitEstimate
  readonly at: number
}

/** For how long, in ms, a told wait is worth repeating: who pays much later waits from then on. */
const worthMs = 10 * 60_000

/** Takes down what a card says when it is touched; `undefined` where it says nothing of now. */
export const toldWaitOf = (line: QueueLine, nowMs: number): ToldWait | undefined =>
  line.kind === 'unknown' || line.kind === 'old' ? undefined : { estimate: line, at: nowMs }

/** Gives a told wait while it may still be repeated. */
export const worthRepeating = (
  told: ToldWait | undefined,
  nowMs: number,
): WaitEstimate | undefined =>
  told === undefined || nowMs - told.at > worthMs ? undefined : told.estimate
