import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const repository = join(import.meta.dirname, '..', '..')
const rooms = [
  'shared-schema',
  'printer',
  'couchdb',
  'sync-server',
  'kiosk',
  'operator',
  'pix-simulator',
  'ui',
  'scripts',
  'e2e',
  'bench',
]

const Report = v.object({
  summary: v.object({
    totalCruised: v.number(),
    violations: v.array(
      v.object({ from: v.string(), to: v.string(), rule: v.object({ name: v.string() }) }),
    ),
  }),
})

/** One import that goes through a wall. */
export interface Breach {
  readonly rule: string
  readonly from: string
  readonly to: string
}

/** What a look at all imports of a source tree has found. */
export interface WallReport {
  readonly modules: number
  readonly breaches: readonly Breach[]
}

/** Follows every import below `root` with the rules of this repository; throws when the tool itself fails. */
export const cruiseWalls = async (root: string): Promise<WallReport> => {
  const present = rooms.filter((room) => existsSync(join(root, room)))
  const output = await runDepcruise(root, present)
  const { summary } = v.parse(Report, JSON.parse(output))
  return {
    modules: summary.totalCruised,
    breaches: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}

const runDepcruise = (root: string, present: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [
        join(repository, 'node_modules/.bin/depcruise'),
        '--config',
        join(repository, '.dependency-cruiser.js'),
        '--output-type',
        'json',
        ...present,
      ],
      { cwd: root, maxBuffer: 256 * 1024 * 1024 },
      (error, stdout, stderr) => {
        // The exit code counts the breaches; only a run without a report is a failure of the tool.
        if (stdout.startsWith('{')) resolve(stdout)
        else reject(new Error(`dependency-cruiser gave no report: ${stderr}`, { cause: error }))
      },
    )
  })
