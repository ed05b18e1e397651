import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type ReadFile, loadConfig } from './config.ts'
import { readEnv } from './env.ts'
import { createLog } from './log.ts'
import { type RunningSimulator, startSimulator } from './start.ts'

const readFileIfThere: ReadFile = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

const giveUp = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const configured = loadConfig(readEnv(), readFileIfThere)
const config = configured.ok ? configured.value : giveUp(configured.error)

const start = async (): Promise<RunningSimulator> => {
  try {
    return await startSimulator(config, createLog(Date.now))
  } catch (error) {
    if (!hasCode(error, 'EADDRINUSE')) throw error
    return giveUp(
      `Port ${config.port} is in use. Stop the program that holds it or set PIX_SIMULATOR_PORT.`,
    )
  }
}

await using simulator = await start()
if (config.webhookSecret === undefined)
  process.stdout.write('Callbacks are not signed: no WEBHOOK_SECRETS_FILE was found.\n')
const scheme = config.tls === undefined ? 'http' : 'https'
process.stdout.write(`Pix simulator is listening on ${scheme}://127.0.0.1:${simulator.port}\n`)
await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
