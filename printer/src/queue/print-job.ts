import { TicketId } from '@totem/shared-schema'
import * as v from 'valibot'

const Milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Parses what is to be printed: which ticket, and as which copy. Nothing personal: the bytes are made when they are sent. */
export const PrintOrder = v.object({
  /** Same order, same id: it is printed once. At most 40 characters, so that the ticket's `printed` can name it. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  /** `null`: the page that an installer prints. */
  ticketId: v.nullable(TicketId),
  /** 0 is the original; every other copy says *2ª via*. */
  copy: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** When somebody wanted it, in ms since 1970. */
  orderedAt: Milliseconds,
})
/** What is to be printed. */
export type PrintOrder = v.InferOutput<typeof PrintOrder>

/** Parses why a job stands still or ended without certainty. */
export const PrintProblem = v.picklist([
  // No printer, or not ours to use.
  'absent',
  'busy',
  'denied',
  'broken',
  // The pipe failed.
  'gone',
  'stalled',
  'stuck',
  'closed',
  // What the printer says of itself.
  'cover_open',
  'paper_out',
  'cutter',
  'hot',
  'error',
  'offline',
  /** The app ended while the bytes were going out. */
  'restarted',
  /** Nobody stands there any more: it is offered to staff instead of coming out by surprise. */
  'too_old',
  /** The ticket is not held here any more. */
  'no_ticket',
])
/** Why a job stands still or ended without certainty. */
export type PrintProblem = v.InferOutput<typeof PrintProblem>

/**
 * Parses how it is known that a job is on paper: the printer reported the job itself (GS ( H), it came to the command behind the
 * job (GS r), or somebody looked.
 */
export const PrintProof = v.picklist(['reported', 'fence', 'seen'])
/** How it is known that a job is on paper. */
export type PrintProof = v.InferOutput<typeof PrintProof>

/** Parses where a job stands. */
export const JobState = v.variant('kind', [
  /** Nothing of it was handed to a printer; it goes out by itself. `problem`: what kept it back the last time. */
  v.object({
    kind: v.literal('queued'),
    since: Milliseconds,
    problem: v.nullable(PrintProblem),
  }),
  /** `since`: when it was queued, so that a job which could not be begun after all keeps its age. */
  v.object({ kind: v.literal('sending'), since: Milliseconds }),
  /** The printer took everything and has not said that it printed it. */
  v.object({ kind: v.literal('unconfirmed'), since: Milliseconds }),
  v.object({ kind: v.literal('printed'), at: Milliseconds, proof: PrintProof }),
  /** Nothing of it was handed to a printer, and it is not tried again by itself. */
  v.object({ kind: v.literal('failed'), at: Milliseconds, problem: PrintProblem }),
  /** Some of it may be on paper. Never sent again: who needs paper gets a *2ª via*. */
  v.object({ kind: v.literal('uncertain'), at: Milliseconds, problem: PrintProblem }),
])
/** Where a job stands. */
export type JobState = v.InferOutput<typeof JobState>

/** The names of the states. */
export type JobStateKind = JobState['kind']

/** Parses a job: the order, where it stands, and the four characters by which the printer names it. */
export const PrintJob = v.object({
  order: PrintOrder,
  mark: v.pipe(v.string(), v.regex(/^[0-9A-Z]{4}$/)),
  state: JobState,
})
/** A job of the print queue. */
export type PrintJob = v.InferOutput<typeof PrintJob>
