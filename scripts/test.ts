import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  countTests,
  describeCount,
  sumCounts,
  type TestCount,
  withStageResult,
} from './test-count.ts'

/** One thing that CI runs, with the report in which it counts its tests. */
interface Stage {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly report?: string
}

const repository = join(import.meta.dirname, '..')
const bin = (name: string): string => join(repository, 'node_modules/.bin', name)
// Under node_modules: both tools empty their own report folders when they start.
const reports = join(repository, 'node_modules/.cache/totem/test')
const unitReport = join(reports, 'unit.json')
const browserReport = join(reports, 'e2e.json')
const summary = join(reports, 'summary.txt')

const stages: readonly Stage[] = [
  { name: 'types', command: 'npm', args: ['run', '--silent', 'check:types'] },
  { name: 'lint', command: 'npm', args: ['run', '--silent', 'check:lint'] },
  { name: 'format', command: 'npm', args: ['run', '--silent', 'check:format'] },
  { name: 'walls', command: 'npm', args: ['run', '--silent', 'check:deps'] },
  { name: 'dead code', command: 'npm', args: ['run', '--silent', 'check:dead'] },
  // Before the unit tests: some of them hold the device's ledger against a real Chromium.
  { name: 'apps and Chromium', command: bin('node'), args: ['scripts/prepare-e2e.ts'] },
  {
    name: 'unit and integration',
    command: bin('vitest'),
    args: [
      'run',
      '--coverage',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    report: unitReport,
  },
  {
    name: 'end to end',
    command: bin('playwright'),
    args: ['test', '-c', 'e2e', '--reporter=list,json'],
    report: browserReport,
  },
]

const runStage = ({ name, command, args, report }: Stage): TestCount => {
  process.stdout.write(`\n── ${name}\n`)
  const startedAt = performance.now()
  const { status } = spawnSync(command, args, {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`)
  return withStageResult(countTests(readReport(report)), status === 0)
}

const readReport = (file: string | undefined): unknown => {
  try {
    return file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // A stage that crashed wrote none; its exit code tells.
    return undefined
  }
}

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
// All stages run even after one has failed: one run then tells everything there is to mend.
const total = sumCounts(stages.map(runStage))
writeFileSync(summary, `${describeCount(total)}\n`)
process.stdout.write(`\n${describeCount(total)}\n`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
