import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A bank of its own process for one test file. */
export interface PixSimulator extends AsyncDisposable {
  readonly url: string
  /** Pays a charge as the customer would; gives the notice the page then shows. */
  readonly pay: (txid: string) => Promise<string>
}

const main = join(import.meta.dirname, '../../../pix-simulator/src/main.ts')

/** The secret with which the bank of tests signs its calls. */
export const callbackSecret = 'a'.repeat(43)

/** Starts the bank on a free port, with demo credentials and signed calls. */
export const startPixSimulator = async (): Promise<PixSimulator> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'totem-bank-'))
  const secretsFile = join(dataDir, 'webhook-secrets.json')
  writeFileSync(secretsFile, JSON.stringify({ current: callbackSecret }))
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      PIX_SIMULATOR_PORT: '0',
      TOTEM_DEMO: '1',
      WEBHOOK_SECRETS_FILE: secretsFile,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bank ended with ${code ?? 'a signal'}`)))
    createInterface(child.stdout).on('line', (line) => {
      const address = /listening on (http:\S+)/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
  return {
    url,
    pay: async (txid) => {
      const answer = await fetch(`${url}/pay/${txid}`, { method: 'POST', redirect: 'manual' })
      return new URLSearchParams(answer.headers.get('location')?.split('?')[1]).get('aviso') ?? ''
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
