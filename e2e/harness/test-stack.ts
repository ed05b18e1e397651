import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePorts, startStack, type Stack } from '../../scripts/stack/index.ts'

/** A whole Totem of a test's own: free ports, a folder that goes with it. */
export interface TestStack extends AsyncDisposable {
  readonly stack: Stack
  readonly folder: string
  readonly origin: string
}

/** Starts a Totem for a test file. */
export const startTestStack = async (): Promise<TestStack> => {
  const folder = await mkdtemp(join(tmpdir(), 'totem-test-'))
  const [gateway, couchdb, pixSimulator] = await findFreePorts(3)
  if (gateway === undefined || couchdb === undefined || pixSimulator === undefined)
    throw new Error('three ports were asked for')
  const stack = await startStack({
    dataDir: join(folder, 'data'),
    ports: { gateway, couchdb, pixSimulator },
  })
  return {
    stack,
    folder,
    origin: `http://localhost:${gateway}`,
    [Symbol.asyncDispose]: async () => {
      await stack.stopAll()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
