import * as v from 'valibot'
import { parseDatabaseName, databaseName, type DatabaseName } from '../names/database-name.ts'
import type { CouchServer, Database } from '../port/couch-server.ts'
import { createAskWithNano } from './ask-with-nano.ts'
import { unexpectedAnswer } from './couch-answer.ts'
import { createCouchConnection, type CouchAddress, type CouchRequest } from './couch-connection.ts'
import { createAskCouch } from './couch-request.ts'
import { createFollowLive, type LiveFeedOptions } from './live-changes.ts'
import { remoteDatabase } from './remote-database.ts'

/** Where the server is, and how patient its client. */
export interface RemoteCouchOptions extends CouchAddress, Partial<LiveFeedOptions> {
  /** Milliseconds after which a request without an answer fails; feeds have their own. */
  readonly timeoutMs?: number
}

const systemDatabases = ['_users', '_replicator'] as const

const adminsOnly = {
  admins: { names: [], roles: ['_admin'] },
  members: { names: [], roles: ['_admin'] },
}

/** Makes the client of a CouchDB server, embedded or real; it connects on first use. */
export function createRemoteCouch(options: RemoteCouchOptions): CouchServer {
  const { timeoutMs = 10_000, heartbeatMs = 10_000, silenceMs = 25_000 } = options
  const { random = Math.random, onTrouble = () => undefined } = options
  const ended = new AbortController()
  const connection = createCouchConnection(options)
  const ask = createAskCouch(connection, timeoutMs)
  const setUp = createAskWithNano(options, { timeoutMs, signal: ended.signal })
  const followUntilAborted = createFollowLive(connection, {
    heartbeatMs,
    silenceMs,
    random,
    onTrouble,
  })
  const follow: typeof followUntilAborted = (database, live) =>
    followUntilAborted(database, { ...live, signal: AbortSignal.any([live.signal, ended.signal]) })

  /** Asks for something that may be done already, as the statuses beside success say. */
  async function ensure(request: CouchRequest, fine: readonly number[] = []): Promise<unknown> {
    const answer = await setUp(request)
    if (answer.status >= 400 && !fine.includes(answer.status))
      throw unexpectedAnswer(`${request.method ?? 'GET'} ${request.path ?? 'database'}`, answer)
    return answer.body
  }

  const database = (name: DatabaseName): Database => remoteDatabase(name, { ask, follow })

  return {
    database,

    async up() {
      try {
        return (await setUp({ path: '_up' })).status === 200
      } catch {
        return false
      }
    },

    async listDatabases() {
      const names = v.parse(v.array(v.string()), await ensure({ path: '_all_dbs' }))
      return names.flatMap((name) => {
        const parts = parseDatabaseName(name)
        const rebuilt = parts.ok ? databaseName(parts.value) : parts
        return rebuilt.ok ? [rebuilt.value] : []
      })
    },

    async ensureDatabase(name, { indexes }) {
      await ensure({ method: 'PUT', db: name }, [412])
      await ensure({ method: 'PUT', db: name, path: '_security', body: adminsOnly })
      for (const index of indexes) {
        const body = { index: { fields: index.fields }, name: index.name, ddoc: index.name }
        await ensure({ method: 'POST', db: name, path: '_index', body })
      }
    },

    async ensureSystemDatabases() {
      for (const db of systemDatabases) await ensure({ method: 'PUT', db }, [412, 501])
    },

    async deleteDatabase(name) {
      await ensure({ method: 'DELETE', db: name }, [404])
    },

    [Symbol.asyncDispose]() {
      ended.abort()
      connection[Symbol.dispose]()
      return Promise.resolve()
    },
  }
}
