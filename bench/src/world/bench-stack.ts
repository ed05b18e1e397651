import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteCouch, type CouchServer } from '@totem/couchdb'
import {
  findFreePorts,
  readHookPath,
  startStack,
  type ProcessName,
  type Stack,
} from '../../../scripts/stack/index.ts'
import { type ExternalCouch } from '../env.ts'

/** A whole Totem of a row's own, and the CouchDB below it, on which its rival works too. */
export interface BenchStack extends AsyncDisposable {
  /** Origin of the gateway. */
  readonly origin: string
  readonly folder: string
  readonly couch: CouchServer
  readonly couchUrl: string
  /** The `Authorization` that CouchDB wants. */
  readonly couchAuthorization: string
  /** Makes a pairing code for a kiosk. */
  readonly pairingCode: () => Promise<string>
  readonly pidOf: (name: ProcessName) => Promise<number>
  /** Where the simulated bank is, for people who pay. */
  readonly bankUrl: string
  /** The path at the gateway at which the bank calls. */
  readonly hookPath: () => Promise<string>
}

const defaultUser = 'admin'

const brokenOff = new AbortController()
const begun = new Map<string, Promise<Stack>>()

/** Ends every Totem that runs or is starting, for a bench that is broken off. */
export const stopBenchStacks = async (): Promise<void> => {
  brokenOff.abort(new Error('the bench was broken off'))
  for (const [folder, start] of begun) {
    // A start that fails has ended by itself what it had started.
    const stack = await start.catch(() => undefined)
    await stack?.stopAll()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Starts a Totem on free ports in a folder that goes with it. Throws when a foreign CouchDB already holds a Totem. */
export const startBenchStack = async (external: ExternalCouch | undefined): Promise<BenchStack> => {
  const folder = await mkdtemp(join(tmpdir(), 'totem-bench-'))
  const [gateway, couchdb, pixSimulator] = await findFreePorts(3)
  if (gateway === undefined || couchdb === undefined || pixSimulator === undefined)
    throw new Error('three ports were asked for')
  const dataDir = join(folder, 'data')
  const start = startStack({
    signal: brokenOff.signal,
    dataDir,
    ports: { gateway, couchdb, pixSimulator },
    ...(external !== undefined && {
      couchdbUrl: external.url,
      ...(external.user !== undefined && { couchdbUser: external.user }),
      ...(external.passwordFile !== undefined && { couchdbPasswordFile: external.passwordFile }),
    }),
  })
  begun.set(folder, start)
  const stack = await start
  const passwordFile = external?.passwordFile ?? join(dataDir, 'secrets', 'couchdb-password')
  const user = external?.user ?? defaultUser
  const password = (await readFile(passwordFile, 'utf8')).trim()
  const couchUrl = stack.urls.couchdb
  const couch = createRemoteCouch({ url: couchUrl, user, password, timeoutMs: 60_000 })
  return {
    origin: `http://127.0.0.1:${gateway}`,
    folder,
    couch,
    couchUrl,
    couchAuthorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    pairingCode: async () => (await stack.pair()).code,
    pidOf: async (name) => Number(await readFile(join(dataDir, 'run', `${name}.pid`), 'utf8')),
    bankUrl: stack.urls.pixSimulator,
    hookPath: () => readHookPath({ dataDir }),
    [Symbol.asyncDispose]: async () => {
      await stack.stopAll()
      if (external !== undefined) await deleteDatabases(couch)
      await couch[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
      begun.delete(folder)
    },
  }
}

/** Refuses a CouchDB in which somebody's Totem lives: the bench writes thousands of tickets and deletes them. */
export const refuseUsedCouch = async ({
  url,
  user = defaultUser,
  passwordFile,
}: ExternalCouch): Promise<void> => {
  if (passwordFile === undefined) throw new Error('Set COUCHDB_PASSWORD_FILE beside COUCHDB_URL.')
  const password = (await readFile(passwordFile, 'utf8')).trim()
  await using couch = createRemoteCouch({ url, user, password })
  const found = await couch.listDatabases()
  if (found.length > 0)
    throw new Error(`${url} holds ${found.join(', ')}. The bench wants a CouchDB of its own.`)
}

const deleteDatabases = async (couch: CouchServer): Promise<void> => {
  for (const name of await couch.listDatabases()) await couch.deleteDatabase(name)
}
