import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A process that a Totem recorded when it started. */
export interface RecordedProcess {
  readonly name: string
  readonly pid: number
  /** Program of the process, the proof that the pid still belongs to it. */
  readonly entry: string
}

/** Records a started process: `NAME.pid` holds the pid alone, `NAME.program` its program. */
export const recordProcess = async (runDir: string, recorded: RecordedProcess): Promise<void> => {
  const { name, pid, entry } = recorded
  await mkdir(runDir, { recursive: true })
  await writeFile(fileOf(runDir, name, 'program'), `${entry}\n`)
  await writeFile(fileOf(runDir, name, 'pid'), `${pid}\n`)
}

/** Forgets a recorded process; an absent record is fine. */
export const forgetProcess = async (runDir: string, name: string): Promise<void> => {
  await rm(fileOf(runDir, name, 'pid'), { force: true })
  await rm(fileOf(runDir, name, 'program'), { force: true })
}

/** Lists the recorded processes; files that hold no record are left out. */
export const listRecorded = async (runDir: string): Promise<readonly RecordedProcess[]> => {
  const files = await readdir(runDir).catch(() => [])
  const names = files.filter((file) => file.endsWith('.pid')).map((file) => basename(file, '.pid'))
  const records = await Promise.all(names.map((name) => readRecord(runDir, name)))
  return records.filter((record) => record !== undefined)
}

const fileOf = (runDir: string, name: string, kind: 'pid' | 'program'): string =>
  join(runDir, `${name}.${kind}`)

const readRecord = async (runDir: string, name: string): Promise<RecordedProcess | undefined> => {
  const read = (kind: 'pid' | 'program'): Promise<string> =>
    readFile(fileOf(runDir, name, kind), 'utf8').catch(() => '')
  const pid = Number(await read('pid'))
  const entry = (await read('program')).trim()
  const isRecord = Number.isSafeInteger(pid) && pid > 1 && entry !== ''
  return isRecord ? { name, pid, entry } : undefined
}

/** Tells whether a recorded process still runs, and is not a stranger that was given its pid. */
export const isStillOurs = async ({ pid, entry }: RecordedProcess): Promise<boolean> => {
  try {
    process.kill(pid, 0)
    return (await commandLine(pid)).includes(entry)
  } catch {
    return false
  }
}

const commandLine = async (pid: number): Promise<string> => {
  if (process.platform !== 'linux') {
    return (await run('ps', ['-o', 'args=', '-p', String(pid)])).stdout
  }
  // A zombie has an empty command line, so it counts as gone.
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
}
