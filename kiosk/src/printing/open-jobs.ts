import type { PrintJob } from '@totem/printer'

/** Jobs that staff may have to do something about, newest first: what is not known to be on paper. */
export const openJobs = (jobs: readonly PrintJob[]): readonly PrintJob[] =>
  jobs.filter(({ state }) => state.kind !== 'printed').toReversed()
