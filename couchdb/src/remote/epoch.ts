import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Database } from '../port/couch-server.ts'
import { CouchRequestError } from './couch-request-error.ts'

const epochId = 'totem-epoch'

const epochSchema = v.looseObject({ epoch: v.pipe(v.string(), v.uuid()) })

/**
 * Gives the epoch of a database, minting it on first use.
 *
 * CouchDB checks no revision of `_local/` documents, so two gateways that mint at once could both
 * believe to have won. They mint the same value instead: it follows from the database's name and
 * `instance_start_time`, which a deletion, a wipe and a restore into a new database change. A restore
 * by copying files does not: whoever does that writes another uuid into `_local/totem-epoch`.
 */
export async function epochOf(
  database: Pick<Database, 'name' | 'getLocal' | 'putLocal'>,
  instanceStartTime: () => Promise<string>,
): Promise<string> {
  const known = v.safeParse(epochSchema, await database.getLocal(epochId))
  if (known.success) return known.output.epoch
  const started = await instanceStartTime()
  // CouchDB before 3.3 always says "0".
  if (started === '0') throw new CouchRequestError('The epoch needs CouchDB 3.3 or newer')
  const epoch = uuidFrom(`${database.name} ${started}`)
  await database.putLocal(epochId, { epoch })
  return epoch
}

/** Forms a version 8 uuid, the one for application-defined content (RFC 9562 §5.8). */
function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
