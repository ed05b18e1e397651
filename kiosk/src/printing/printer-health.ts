import type { PrintJob } from '@totem/printer'
import { type PrinterHealth } from '@totem/shared-schema'
import { hasPrinter, type PrintingState } from './printing.ts'

/** Says how the printer is, as the manager is told: without a word about whose paper waits. */
export const printerHealthOf = (state: PrintingState): PrinterHealth => ({
  state: standingOf(state),
  waiting: state.jobs.filter((job) => isOut[job.state.kind]).length,
})

/** Jobs of which nothing has come out. */
const isOut: Readonly<Record<PrintJob['state']['kind'], boolean>> = {
  queued: true,
  sending: true,
  failed: true,
  unconfirmed: false,
  printed: false,
  uncertain: false,
}

const standingOf = (state: PrintingState): PrinterHealth['state'] => {
  const { standing } = state
  if (standing.kind === 'looking') return 'looking'
  if (standing.kind === 'unavailable') return hasPrinter(state) ? 'trouble' : 'none'
  const { trouble, paperLow } = standing.status
  if (trouble === null) return paperLow ? 'paper_low' : 'ready'
  return trouble === 'paper_out' || trouble === 'cover_open' ? trouble : 'trouble'
}
