import * as v from 'valibot'
import {
  err,
  maxBatch,
  ok,
  PullResponse,
  type Checkpoint,
  type CollectionName,
  type Result,
} from '@totem/shared-schema'
import { type Arrival } from './absorb.ts'
import { type ReplicatedCollection } from './replicated-collection.ts'
import { type RequestProblem } from './request.ts'
import { type Session } from './session.ts'

/** Time limit of one pull, in milliseconds. */
const pullTimeoutMs = 15_000

/** Asks the gateway for one page of a collection. */
export const pullPage = async (
  session: Session,
  name: CollectionName,
  {
    checkpoint,
    signal,
  }: { readonly checkpoint: Checkpoint | undefined; readonly signal: AbortSignal },
): Promise<Result<PullResponse, RequestProblem>> => {
  const query = new URLSearchParams({ limit: String(maxBatch) })
  if (checkpoint !== undefined) query.set('checkpoint', checkpoint.token)
  const page = await session.request({
    method: 'GET',
    path: `/sync/${name}/pull?${query.toString()}`,
    timeoutMs: pullTimeoutMs,
    signal,
    answer: PullResponse,
  })
  return page.ok ? ok(page.value) : err(page.error)
}

/** Parses documents of the gateway; one that this build cannot read is left out and spoils no other. */
export const parseRows = <D extends { readonly id: string }>(
  replicated: ReplicatedCollection<D>,
  rows: readonly unknown[],
): readonly Arrival<D>[] =>
  rows.flatMap((row): readonly Arrival<D>[] => {
    const tombstone = v.safeParse(Tombstone, row)
    if (tombstone.success) return [{ kind: 'erased', id: tombstone.output.id }]
    const document = replicated.parse(row)
    return document === undefined ? [] : [{ kind: 'document', document }]
  })

const Tombstone = v.object({ id: v.string(), _deleted: v.literal(true) })
