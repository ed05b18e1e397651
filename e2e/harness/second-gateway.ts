import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findFreePorts } from '../../scripts/stack/index.ts'
import { type TestStack } from './test-stack.ts'

/** Another gateway process on the database of a running Totem. */
export interface SecondGateway extends AsyncDisposable {
  readonly origin: string
}

/** Starts it with the same secrets, as a second replica behind a proxy would be. */
export const startSecondGateway = async ({ folder, stack }: TestStack): Promise<SecondGateway> => {
  const [port] = await findFreePorts(1)
  if (port === undefined) throw new Error('one port was asked for')
  const origin = `http://localhost:${port}`
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../sync-server/src/main.ts')],
    {
      env: {
        ...process.env,
        TOTEM_DEMO: '1',
        DATA_DIR: join(folder, 'data'),
        GATEWAY_PORT: String(port),
        PUBLIC_URL: origin,
        COUCHDB_URL: stack.urls.couchdb,
        PIX_BASE_URL: stack.urls.pixSimulator,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  for await (const line of createInterface(child.stdout)) if (line.includes('is listening')) break
  child.stdout.resume()
  return {
    origin,
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
