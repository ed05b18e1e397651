import { type ExternalCouch } from '../env.ts'
import { type Line } from '../report/line.ts'

/** How a row is to be measured. */
export interface BenchSettings {
  /** Small counts: shows that everything runs, measures little. */
  readonly quick: boolean
  readonly couch: ExternalCouch | undefined
}

/** One row of the bench: it starts what it needs, measures, and ends what it started. */
export interface BenchRow {
  readonly name: string
  readonly run: (settings: BenchSettings) => Promise<readonly Line[]>
}
