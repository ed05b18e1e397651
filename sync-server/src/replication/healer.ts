import { setTimeout as sleep } from 'node:timers/promises'
import { type StoredDocument } from '@totem/couchdb'
import { collectionNames, type CollectionName, type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { type Background } from '../background/background.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type ChangeFeeds } from './change-feed.ts'
import { type Epochs } from './epochs.ts'
import { repairAll, type RepairDependencies, type RepairPlace } from './repair.ts'

/** What the healer works with. */
export interface HealerDependencies extends RepairDependencies {
  readonly feeds: ChangeFeeds
  readonly epochs: Epochs
  readonly background: Background
  readonly tenants: Iterable<TenantId>
  /** Hears of every change, in order; what it throws is told again later. */
  readonly onTickets: (tenantId: TenantId, documents: readonly StoredDocument[]) => Promise<void>
}

/** How many changes are looked at in one go while catching up. */
const pageSize = 500

/** How often the databases are looked at that no feed follows, in ms; and the pause after a failure. */
const lookMs = 30_000
const pauseMs = 1_000

/** Where the healer of a database stands; a note beside the documents, which neither replicates nor is backed up. */
const noteId = 'totem-healer'
const Note = v.object({ epoch: v.string(), seq: v.string() })

/** Starts to look at everything that changes, from where the last gateway stopped. */
export const startHealer = (deps: HealerDependencies): void => {
  for (const tenantId of deps.tenants) {
    for (const collection of collectionNames)
      deps.background.detach(() => follow(deps, { tenantId, collection }))
    for (const collection of ['payments', 'quarantine'] as const)
      deps.background.repeat(lookMs, () => catchUp(deps, { tenantId, collection }))
  }
}

const follow = async (
  deps: HealerDependencies,
  place: RepairPlace & { readonly collection: CollectionName },
): Promise<void> => {
  const { closing } = deps.background
  while (!closing.aborted) {
    // Whatever failed is looked at again: catching up goes on from the note, which only what was looked at moves.
    await followOnce(deps, place).catch(() => undefined)
    await sleep(pauseMs, undefined, { signal: closing }).catch(() => undefined)
  }
}

/** The feed opens first, then what came before is read: no gap. */
const followOnce = async (
  deps: HealerDependencies,
  place: RepairPlace & { readonly collection: CollectionName },
): Promise<void> => {
  const { closing } = deps.background
  const ended = Promise.withResolvers<undefined>()
  closing.addEventListener('abort', () => ended.resolve(undefined), { once: true })
  let work = Promise.resolve()
  let looked = 0
  const queue = (task: () => Promise<void>): void => {
    work = work.then(task)
    work.catch(ended.reject)
  }
  const stop = await deps.feeds.listen(place, {
    onChanges: ({ documents, epoch, seq }) =>
      queue(async () => {
        await look(deps, place, documents)
        looked += documents.length
        if (looked < pageSize) return
        looked = 0
        const database = tenantDatabase(deps.push.couch, place.tenantId, place.collection)
        await database.putLocal(noteId, { epoch, seq })
      }),
    onLost: () => ended.resolve(undefined),
  })
  queue(() => catchUp(deps, place))
  try {
    if (!closing.aborted) await ended.promise
  } finally {
    stop()
    await work.catch(() => undefined)
  }
}

const look = async (
  deps: HealerDependencies,
  place: RepairPlace,
  documents: readonly StoredDocument[],
): Promise<void> => {
  await repairAll(deps, place, documents)
  if (place.collection === 'tickets') await deps.onTickets(place.tenantId, documents)
}

const catchUp = async (deps: HealerDependencies, place: RepairPlace): Promise<void> => {
  const { background, epochs, push } = deps
  const database = tenantDatabase(push.couch, place.tenantId, place.collection)
  const epoch = await epochs.of(database)
  const note = v.safeParse(Note, await database.getLocal(noteId))
  let seq = note.success && note.output.epoch === epoch ? note.output.seq : '0'
  let pending = 1
  while (pending > 0 && !background.closing.aborted) {
    const page = await database.changes({ since: seq, limit: pageSize })
    if (page.rows.length === 0) return
    await look(
      deps,
      place,
      page.rows.map(({ doc }) => doc),
    )
    seq = page.lastSeq
    pending = page.pending
    await database.putLocal(noteId, { epoch, seq })
  }
}
