import { readFileSync } from 'node:fs'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { readEnv } from './env.ts'
import { hasCode } from './has-code.ts'

/** Reads the configuration of this process; when it is wrong, says so in one sentence and ends. */
export const readConfig = (): Config => orGiveUp(() => loadConfig(readEnv(), readFileIfThere))

/** Does what a wrong configuration stops; then says so in one sentence and ends the process. */
export const orGiveUp = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if (error instanceof ConfigError) return giveUp(error.message)
    throw error
  }
}

/** Ends the process with a sentence for the person who started it. */
export const giveUp = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Gives the text of a file, or `undefined` when there is none. */
export const readFileIfThere = (path: string): string | undefined =>
  readBytesIfThere(path)?.toString('utf8')

/** Gives the bytes of a file, or `undefined` when there is none. */
export const readBytesIfThere = (path: string): Buffer | undefined => {
  try {
    return readFileSync(path)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}
