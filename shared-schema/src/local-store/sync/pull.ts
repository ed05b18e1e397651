import { type RxReplicationPullStreamItem, type WithDeleted } from 'rxdb'
import * as v from 'valibot'
import { PullResponse, type Checkpoint } from '@totem/shared-schema'
import { type ReplicatedCollection } from './replicated-collection.ts'
import { type Session } from './session.ts'

/** Time limit of one pull, in milliseconds. */
const pullTimeoutMs = 15_000

/** A page of parsed documents, and which life of the gateway's database they come from. */
export interface PulledPage<D> {
  readonly documents: WithDeleted<D>[]
  readonly checkpoint: Checkpoint
  readonly epoch: string
}

/** Rows of the live stream as RxDB takes them. */
export type StreamItem<D> = RxReplicationPullStreamItem<D, Checkpoint>

/**
 * Pulls until a batch is full or the feed is at its end: RxDB takes a batch that is not full for the end.
 * Throws when the gateway cannot be asked.
 */
export const pullPage = async <D extends { readonly id: string }>(
  session: Session,
  replicated: ReplicatedCollection<D>,
  from: { readonly checkpoint: Checkpoint | undefined; readonly limit: number },
): Promise<PulledPage<D>> => {
  const documents: WithDeleted<D>[] = []
  let { checkpoint } = from
  for (;;) {
    const page = await askPage(session, replicated, {
      checkpoint,
      limit: from.limit - documents.length,
    })
    documents.push(...parseRows(replicated, page.documents))
    checkpoint = page.checkpoint
    if (documents.length >= from.limit || !page.more)
      return { documents, checkpoint, epoch: page.epoch }
  }
}

const askPage = async <D extends { readonly id: string }>(
  session: Session,
  { name }: ReplicatedCollection<D>,
  from: { readonly checkpoint: Checkpoint | undefined; readonly limit: number },
): Promise<PullResponse> => {
  const query = new URLSearchParams({ limit: String(from.limit) })
  if (from.checkpoint !== undefined) query.set('checkpoint', from.checkpoint.token)
  const page = await session.request({
    method: 'GET',
    path: `/sync/${name}/pull?${query.toString()}`,
    timeoutMs: pullTimeoutMs,
    answer: PullResponse,
  })
  if (!page.ok) throw new Error(`pull of ${name}: ${page.error.kind}`, { cause: page.error })
  return page.value
}

/** Parses documents of the gateway; one that this build cannot read is left out and spoils no other. */
export const parseRows = <D extends { readonly id: string }>(
  replicated: ReplicatedCollection<D>,
  rows: readonly unknown[],
): WithDeleted<D>[] =>
  rows.flatMap((row) => {
    const document = replicated.parse(row)
    return document === undefined ? [] : [{ ...document, _deleted: v.is(Tombstone, row) }]
  })

const Tombstone = v.object({ _deleted: v.literal(true) })
