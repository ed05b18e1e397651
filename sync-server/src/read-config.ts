import { readFileSync } from 'node:fs'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { readEnv } from './env.ts'
import { hasCode } from './has-code.ts'

/** Reads the configuration of this process; when it is wrong, says so in one sentence and ends. */
export const readConfig = (): Config => {
  try {
    return loadConfig(readEnv(), readFileIfThere)
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

const readFileIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}
