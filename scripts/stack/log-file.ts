import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type LogLine } from './stack-options.ts'

/** A file grown past this size starts anew; its predecessor is kept as `.1`. */
const maxBytes = 10 * 1024 * 1024

/** A log file that takes readable lines. */
export interface LogFile extends AsyncDisposable {
  readonly write: (line: LogLine) => void
}

/** Opens a log file for appending. */
export const openLogFile = (path: string): LogFile => {
  mkdirSync(dirname(path), { recursive: true })
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) {
    renameSync(path, `${path}.1`)
  }
  const stream = createWriteStream(path, { flags: 'a', mode: 0o600 })
  return {
    write: ({ level, text }) => {
      stream.write(`${new Date().toISOString()} ${level.padEnd(7)} ${text}\n`)
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        stream.end(resolve)
      }),
  }
}
