import { reportTable, type MeasuredRow } from './report-table.ts'

/** On what and when a bench ran. */
export interface Circumstances {
  readonly machine: string
  readonly date: string
  readonly commit: string
  /** Which CouchDB stood behind both Totem and its rival. */
  readonly database: string
  readonly minutes: number
}

/** Prints the page that is kept in the repository. */
export const resultsPage = (
  circumstances: Circumstances,
  rows: readonly MeasuredRow[],
): string => `# Results of \`make bench\`

Written by the bench; [README.md](README.md) says what each line means. The ratios were measured in one run, in turns.

- Machine: ${circumstances.machine}
- Date: ${circumstances.date}, commit ${circumstances.commit}, ${circumstances.minutes.toFixed(1)} minutes
- Database of both: ${circumstances.database}

${reportTable(rows)}
`
