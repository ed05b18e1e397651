import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, type DocumentToWrite, type StoredDocument } from '@totem/couchdb'
import { type DeviceId } from '@totem/shared-schema'
import { versionOf, type Origins } from './origins.ts'

/** One document to merge into what the database holds. */
export interface MergeIntent {
  readonly id: string
  /** Gives the document to write over what is stored now, or `undefined` when nothing is new. Pure: it may be asked again. */
  readonly merge: (stored: StoredDocument | undefined) => DocumentToWrite | undefined
  /**
   * Says whether the device that writes holds all of this already. Only then it need not come back: the answer that
   * tells it the rest may be lost. Left out, it does.
   */
  readonly isHeldByWriter?: (write: DocumentToWrite) => boolean
  /**
   * Says that the document was most likely never stored: it is written without a look first, which saves a request.
   * Where a tombstone lies all the same it is put back at once; personal data that may have been erased are looked up.
   */
  readonly isLikelyNew?: boolean
}

/** What became of a merge: the document as it is stored now, and whether enough of the cluster has it. */
export type MergeOutcome =
  | {
      readonly kind: 'stored'
      readonly document: Readonly<Record<string, unknown>>
      readonly safe: boolean
    }
  /** A tombstone lies there: the person was erased, and nothing may bring them back. */
  | { readonly kind: 'erased' }

/** Somebody else kept winning the race for a document: the device is to ask again, nothing is lost. */
export class ContendedError extends Error {}

/** How often a lost race is run again, and the longest pause before it, in milliseconds. */
const attempts = 8
const pauseMs = 20

/**
 * Merges documents in few requests: reads all that may be there, writes all, and repeats for those that lost a
 * race. What is decided is decided inside the conditional write: a 409 means look again.
 */
export const writeMerged = async (
  database: Database,
  intents: readonly MergeIntent[],
  writer: { readonly device: DeviceId; readonly origins: Origins },
): Promise<ReadonlyMap<string, MergeOutcome>> => {
  const outcomes = new Map<string, MergeOutcome>()
  let open = intents
  for (let attempt = 0; attempt < attempts && open.length > 0; attempt += 1) {
    if (attempt > 0) await sleep(Math.random() * pauseMs * attempt)
    const looked = open.filter(({ isLikelyNew }) => attempt > 0 || isLikelyNew !== true)
    const stored = await database.getMany(looked.map(({ id }) => id))
    const writes: Write[] = []
    for (const { id, merge, isHeldByWriter } of open) {
      const current = stored.get(id)
      if (current?._deleted === true) {
        outcomes.set(id, { kind: 'erased' })
        continue
      }
      const write = merge(current)
      if (write !== undefined)
        writes.push({ document: write, isHeld: isHeldByWriter?.(write) ?? true })
      else if (current !== undefined)
        outcomes.set(id, { kind: 'stored', document: current, safe: true })
    }
    const lost = await writeAll(database, writes, { ...writer, outcomes })
    open = open.filter(({ id }) => lost.has(id))
  }
  if (open.length > 0) throw new ContendedError(`${open.length} documents of ${database.name}`)
  return outcomes
}

interface Write {
  readonly document: DocumentToWrite
  readonly isHeld: boolean
}

const writeAll = async (
  database: Database,
  writes: readonly Write[],
  {
    device,
    origins,
    outcomes,
  }: {
    readonly device: DeviceId
    readonly origins: Origins
    readonly outcomes: Map<string, MergeOutcome>
  },
): Promise<ReadonlySet<string>> => {
  const lost = new Set<string>()
  if (writes.length === 0) return lost
  const states = writes.map(({ document }) => ({
    database: database.name,
    id: document._id,
    version: versionOf(document),
  }))
  for (const [index, state] of states.entries())
    if (writes[index]?.isHeld === true) origins.remember(state, device)
  const results = await database.putMany(writes.map(({ document }) => document))
  const revived: DocumentToWrite[] = []
  for (const [index, result] of results.entries()) {
    const [write, state] = [writes[index]?.document, states[index]]
    if (write === undefined || state === undefined) throw new Error('an outcome without its write')
    if (result.kind === 'stored' && isRevived(write, result.rev)) {
      revived.push({ _id: write._id, _rev: result.rev, _deleted: true })
    } else if (result.kind === 'stored')
      outcomes.set(write._id, {
        kind: 'stored',
        document: write,
        safe: result.durability === 'committed',
      })
    else {
      origins.forget(state)
      lost.add(write._id)
    }
  }
  for (const buried of await database.putMany(revived)) {
    if (buried.kind === 'stored') outcomes.set(buried.id, { kind: 'erased' })
    else lost.add(buried.id)
  }
  return lost
}

/** A document that was never stored begins with revision 1; CouchDB lets a new one follow a tombstone. */
const isRevived = ({ _rev }: DocumentToWrite, rev: string): boolean =>
  _rev === undefined && !rev.startsWith('1-')
