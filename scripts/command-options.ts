import { join, resolve } from 'node:path'
import { type StackOptions } from './stack/index.ts'

const repository = join(import.meta.dirname, '..')

/** Variables that a person may set before a command, with what holds without them. */
const defaults = { GATEWAY_PORT: 8080, COUCHDB_PORT: 5984, PIX_SIMULATOR_PORT: 8790 } as const

type Environment = Readonly<Record<string, string | undefined>>

/** Reads from the environment which Totem a command is about; throws on a senseless port. */
export const readStackOptions = (env: Environment): StackOptions => {
  const { DATA_DIR, COUCHDB_URL, COUCHDB_USER, COUCHDB_PASSWORD_FILE } = env
  return {
    ports: {
      gateway: readPort(env, 'GATEWAY_PORT'),
      couchdb: readPort(env, 'COUCHDB_PORT'),
      pixSimulator: readPort(env, 'PIX_SIMULATOR_PORT'),
    },
    dataDir: resolve(repository, isSet(DATA_DIR) ? DATA_DIR : 'data'),
    ...(isSet(COUCHDB_URL) && { couchdbUrl: COUCHDB_URL.replace(/\/+$/, '') }),
    ...(isSet(COUCHDB_USER) && { couchdbUser: COUCHDB_USER }),
    ...(isSet(COUCHDB_PASSWORD_FILE) && { couchdbPasswordFile: resolve(COUCHDB_PASSWORD_FILE) }),
  }
}

const isSet = (value: string | undefined): value is string => value !== undefined && value !== ''

const readPort = (env: Environment, name: keyof typeof defaults): number => {
  const text = env[name]
  if (!isSet(text)) return defaults[name]
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${name} must be a port from 1 to 65535, not “${text}”.`)
  }
  return port
}
