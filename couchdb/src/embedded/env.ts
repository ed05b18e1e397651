import { readFileSync } from 'node:fs'
import type { AdminAccount } from './http/admin-login.ts'

/** What the process of the embedded server is told by its environment. */
export interface EmbeddedEnv {
  readonly port: number
  readonly dataDir: string
  readonly admin: AdminAccount
}

const defaultPort = 5984

/**
 * Reads `COUCHDB_PORT`, `DATA_DIR`, `COUCHDB_USER` and `COUCHDB_PASSWORD_FILE` or `COUCHDB_PASSWORD`.
 *
 * @throws Error with a sentence for the person who starts the server.
 */
export function readEnv(env: NodeJS.ProcessEnv): EmbeddedEnv {
  const port = Number(env['COUCHDB_PORT'] ?? defaultPort)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`COUCHDB_PORT must be a port, not "${env['COUCHDB_PORT'] ?? ''}"`)
  const name = env['COUCHDB_USER']
  const password = readPassword(env)
  if (!name || !password)
    throw new Error('Set COUCHDB_USER and COUCHDB_PASSWORD_FILE (or COUCHDB_PASSWORD)')
  return { port, dataDir: env['DATA_DIR'] ?? './data', admin: { name, password } }
}

function readPassword(env: NodeJS.ProcessEnv): string | undefined {
  const file = env['COUCHDB_PASSWORD_FILE']
  return file ? readFileSync(file, 'utf8').trim() : env['COUCHDB_PASSWORD']
}
