import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realCouch, startTestCouch } from '@totem/couchdb/testing'
import { findFreePorts, startStack, type Stack } from '../../scripts/stack/index.ts'

/** A whole Totem of a test's own: free ports, a folder that goes with it. */
export interface TestStack extends AsyncDisposable {
  readonly stack: Stack
  readonly folder: string
  readonly origin: string
}

/** Password of the demo's CouchDB. */
const couchdbPassword = 'totem-admin'

/** Starts a Totem for a test file; it works on the real CouchDB where `COUCHDB_URL` names one. */
export const startTestStack = async (): Promise<TestStack> => {
  const folder = await mkdtemp(join(tmpdir(), 'totem-test-'))
  const [gateway, couchdb, pixSimulator] = await findFreePorts(3)
  if (gateway === undefined || couchdb === undefined || pixSimulator === undefined)
    throw new Error('three ports were asked for')
  const couch = realCouch() === undefined ? undefined : await startTestCouch(couchdbPassword)
  const stack = await startStack({
    dataDir: join(folder, 'data'),
    ports: { gateway, couchdb, pixSimulator },
    ...(couch !== undefined && { couchdbUrl: couch.url }),
  })
  return {
    stack,
    folder,
    origin: `http://localhost:${gateway}`,
    [Symbol.asyncDispose]: async () => {
      await stack.stopAll()
      await couch?.[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
