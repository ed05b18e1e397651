import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmbeddedCouch } from '../embedded/server.ts'
import { realCouch } from './env.ts'
import { lodgeInCouch, type CouchAdmin, type Credentials, type Lodging } from './lodge-in-couch.ts'

/** A CouchDB for one test. */
export interface TestCouch extends CouchAdmin, AsyncDisposable {}

/**
 * Gives a test a CouchDB of its own: an embedded server, or a part of the real one that `COUCHDB_URL`, `COUCHDB_USER`
 * and `COUCHDB_PASSWORD` name.
 */
export const startTestCouch = async (password = 'correct horse'): Promise<TestCouch> => {
  const admin = { user: 'admin', password }
  const couch = realCouch()
  const running =
    couch === undefined
      ? await startEmbedded(admin)
      : await lodgeInCouch(couch, { prefix: `test-${randomUUID().slice(0, 8)}-`, admin })
  return { ...running, ...admin }
}

const startEmbedded = async ({ user, password }: Credentials): Promise<Lodging> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'totem-couch-'))
  const server = createEmbeddedCouch({ dataDir, admin: { name: user, password } })
  return {
    url: await server.listen({ port: 0 }),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
