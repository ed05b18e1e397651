import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { parseCommandLine } from './command-line.ts'
import { readExternalCouch } from './env.ts'
import { describeCommit, describeCouch, describeMachine } from './machine.ts'
import { reportTable, type MeasuredRow } from './report/report-table.ts'
import { resultsPage } from './report/results-page.ts'
import { allRows } from './rows/all-rows.ts'
import { type BenchRow, type BenchSettings } from './rows/bench-row.ts'
import { refuseUsedCouch, stopBenchStacks } from './world/bench-stack.ts'

const folder = join(import.meta.dirname, '..')

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** A row that cannot be measured is told in the table; the others are measured all the same. */
const measure = async ({ name, run }: BenchRow, settings: BenchSettings): Promise<MeasuredRow> => {
  try {
    return { name, lines: await run(settings) }
  } catch (error) {
    process.stderr.write(`${inspect(error)}\n`)
    return { name, lines: [], failure: error instanceof Error ? error.message : String(error) }
  }
}

const main = async (): Promise<number> => {
  const names = allRows.map(({ name }) => name)
  const command = parseCommandLine(process.argv.slice(2), names)
  if (!command.ok) {
    say(`"${command.error}"? Usage: make bench, or node bench/src/main.ts [--quick] [row…]`)
    say(`Rows: ${names.join(' ')}`)
    return 2
  }
  const { quick, rows: wanted } = command.value
  const couch = readExternalCouch()
  if (couch !== undefined) await refuseUsedCouch(couch)

  const began = performance.now()
  const measured: MeasuredRow[] = []
  for (const row of allRows.filter(({ name }) => wanted.includes(name))) {
    say(`${row.name} …`)
    measured.push(await measure(row, { quick, couch }))
  }
  say(`\n${reportTable(measured)}\n`)
  const page = couch === undefined ? 'results.md' : 'results-couchdb.md'
  if (quick || wanted.length < names.length) {
    say(`A quick or partial run: bench/${page} stays as it is.`)
  } else {
    const circumstances = {
      machine: describeMachine(),
      date: new Date().toISOString().slice(0, 10),
      commit: await describeCommit(),
      database: couch === undefined ? 'the embedded CouchDB server' : await describeCouch(couch),
      minutes: (performance.now() - began) / 60_000,
    }
    await writeFile(join(folder, page), resultsPage(circumstances, measured))
    say(`Written to bench/${page}.`)
  }
  return measured.some(({ failure }) => failure !== undefined) ? 1 : 0
}

/** Whatever breaks the bench off, nothing that it started may stay. */
const breakOff = (): void => {
  void stopBenchStacks().finally(() => process.exit(1))
}
process.once('SIGINT', breakOff).once('SIGTERM', breakOff)
process.once('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`)
  breakOff()
})

process.exitCode = await main()
