import type { PrintJob, PrintProblem } from '@totem/printer'

/** What a customer is told about the paper. */
export type PrintView =
  /** This kiosk has no printer. */
  | 'no_printer'
  | 'printing'
  | 'take'
  /** The printer took all and does not say whether it printed. */
  | 'take_maybe'
  | 'no_paper'
  | 'cover_open'
  | 'no_answer'
  /** Some of it may be on paper. */
  | 'uncertain'
  | 'not_printed'

/** How long a customer waits for paper before a PDF is offered, in ms. */
export const patienceMs = 20_000

/** Gives what a customer is told about the original of a ticket; `trouble` is what the printer says of itself. */
export const printViewOf = (
  job: PrintJob | undefined,
  trouble: PrintProblem | null,
  waitedMs: number,
): PrintView => {
  if (job === undefined) return 'no_printer'
  const { state } = job
  switch (state.kind) {
    case 'queued':
      return trouble !== null || state.problem !== null
        ? troubleViews[trouble ?? state.problem ?? 'broken']
        : waited(waitedMs)
    case 'sending':
      return trouble === null ? waited(waitedMs) : troubleViews[trouble]
    case 'unconfirmed':
      return trouble === null ? 'take_maybe' : troubleViews[trouble]
    case 'printed':
      return 'take'
    case 'uncertain':
      return 'uncertain'
    case 'failed':
      return 'not_printed'
  }
}

/** Says whether a PDF is offered: at once where nothing will come out, and to those who waited long enough. */
export const offersPdf = (view: PrintView, waitedMs: number): boolean =>
  offersAtOnce[view] || (view !== 'take' && view !== 'take_maybe' && waitedMs >= patienceMs)

const waited = (waitedMs: number): PrintView => (waitedMs < patienceMs ? 'printing' : 'no_answer')

const offersAtOnce: Readonly<Record<PrintView, boolean>> = {
  no_printer: true,
  uncertain: true,
  not_printed: true,
  printing: false,
  take: false,
  take_maybe: false,
  no_paper: false,
  cover_open: false,
  no_answer: false,
}

const troubleViews: Readonly<Record<PrintProblem, PrintView>> = {
  paper_out: 'no_paper',
  cover_open: 'cover_open',
  absent: 'no_answer',
  busy: 'no_answer',
  denied: 'no_answer',
  broken: 'no_answer',
  gone: 'no_answer',
  stalled: 'no_answer',
  stuck: 'no_answer',
  closed: 'no_answer',
  cutter: 'no_answer',
  hot: 'no_answer',
  error: 'no_answer',
  offline: 'no_answer',
  restarted: 'no_answer',
  too_old: 'no_answer',
  no_ticket: 'no_answer',
}
