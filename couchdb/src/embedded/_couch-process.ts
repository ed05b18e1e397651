import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { testAdmin } from './_temporary-couch.ts'

/** The embedded server as a process of its own. */
export interface CouchProcess extends AsyncDisposable {
  readonly url: string
  /** Ends it without warning and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<number | null>
}

const main = fileURLToPath(new URL('main.ts', import.meta.url))

/** Starts `main.ts` without waiting, for tests of what it says. */
export function spawnCouch(env: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = '' } = process.env
  return spawn(process.execPath, [main], {
    env: { PATH, COUCHDB_PORT: '0', COUCHDB_USER: testAdmin.name, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Collects what a process says until it ends. */
export async function lastWords(child: ChildProcess): Promise<{ code: number; text: string }> {
  let text = ''
  child.stdout?.on('data', (chunk) => (text += String(chunk)))
  child.stderr?.on('data', (chunk) => (text += String(chunk)))
  const [code] = (await once(child, 'close')) as [number]
  return { code, text }
}

/** Starts the server and waits for its line. */
export async function startCouchProcess(dataDir: string): Promise<CouchProcess> {
  const child = spawnCouch({ DATA_DIR: dataDir, COUCHDB_PASSWORD: testAdmin.password })
  const exit = once(child, 'exit') as Promise<[number | null]>
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (chunk) => (said += String(chunk)))
    child.stdout?.on('data', (chunk) => {
      said += String(chunk)
      const [, found] = /^CouchDB \(embedded\) is listening on (\S+)$/m.exec(said) ?? []
      if (found !== undefined) resolve(found)
    })
    exit.then(() => reject(new Error(`The server ended: ${said}`)), reject)
  })
  async function kill(signal: NodeJS.Signals): Promise<number | null> {
    child.kill(signal)
    return (await exit)[0]
  }
  return {
    url,
    kill,
    async [Symbol.asyncDispose]() {
      await kill('SIGKILL')
    },
  }
}
