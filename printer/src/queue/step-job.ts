import { err, ok, type Result } from '@totem/shared-schema'
import { type JobState, type PrintProblem, type PrintProof } from './print-job.ts'

/** Everything that can happen to a print job. */
export type JobEvent =
  /** Its first byte is about to be handed over. */
  | { readonly kind: 'started' }
  /** It could not be begun; no byte of it was handed over. */
  | { readonly kind: 'not_taken'; readonly problem: PrintProblem }
  /** The printer took its last byte. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'confirmed'; readonly proof: PrintProof }
  /** It broke off after its first byte was handed over. */
  | { readonly kind: 'broke_off'; readonly problem: PrintProblem }
  /** The app was started and found it as it was left. */
  | { readonly kind: 'found' }
  /** It will not be tried again by itself. */
  | { readonly kind: 'given_up'; readonly problem: PrintProblem }
  /** Staff want it after all. */
  | { readonly kind: 'wanted_again' }

/** The names of the events. */
export type JobEventKind = JobEvent['kind']

/** Moves a job on by one event; an event that has no place in a state is refused. Pure. */
export const stepJob = (
  state: JobState,
  event: JobEvent,
  nowMs: number,
): Result<JobState, 'no_place'> => {
  switch (event.kind) {
    case 'started':
      return state.kind === 'queued' ? ok({ kind: 'sending', since: state.since }) : noPlace
    case 'not_taken':
      return state.kind === 'queued' || state.kind === 'sending'
        ? ok({ kind: 'queued', since: state.since, problem: event.problem })
        : noPlace
    case 'taken':
      return state.kind === 'sending' ? ok({ kind: 'unconfirmed', since: nowMs }) : noPlace
    case 'confirmed':
      return mayBeOnPaper(state) ? ok({ kind: 'printed', at: nowMs, proof: event.proof }) : noPlace
    case 'broke_off':
      return state.kind === 'sending' || state.kind === 'unconfirmed'
        ? ok({ kind: 'uncertain', at: nowMs, problem: event.problem })
        : noPlace
    case 'found':
      // Bytes were going out when the app ended: nobody knows how many arrived.
      return ok(
        state.kind === 'sending' ? { kind: 'uncertain', at: nowMs, problem: 'restarted' } : state,
      )
    case 'given_up':
      return state.kind === 'queued'
        ? ok({ kind: 'failed', at: nowMs, problem: event.problem })
        : noPlace
    case 'wanted_again':
      return state.kind === 'failed' ? ok({ kind: 'queued', since: nowMs, problem: null }) : noPlace
  }
}

const noPlace = err('no_place' as const)

const mayBeOnPaper = ({ kind }: JobState): boolean =>
  kind === 'sending' || kind === 'unconfirmed' || kind === 'uncertain'
