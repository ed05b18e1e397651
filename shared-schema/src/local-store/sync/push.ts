import { type RxReplicationWriteToMasterRow, type WithDeleted } from 'rxdb'
import * as v from 'valibot'
import { Hlc, PushResponse, type PushResult } from '@totem/shared-schema'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { type Ledger } from '../ledger/ledger.ts'
import { type Clock } from './network.ts'
import { parseRows } from './pull.ts'
import { type ReplicatedCollection, type WireRow } from './replicated-collection.ts'
import { type Session } from './session.ts'

/** Time limit of one push, in milliseconds. */
const pushTimeoutMs = 15_000

/** What a push works with. */
export interface PushOptions {
  readonly session: Session
  readonly ledger: Ledger
  readonly clock: Clock
}

/**
 * Sends what the gateway lacks, writes its acknowledgements into the ledger, and gives back the
 * merged documents that hold more than ours. Throws when the gateway cannot be asked or only a part
 * of its cluster holds a row; RxDB then tries again.
 */
export const pushRows = async <D extends { readonly id: string }>(
  { session, ledger, clock }: PushOptions,
  replicated: ReplicatedCollection<D>,
  rows: readonly RxReplicationWriteToMasterRow<D>[],
): Promise<WithDeleted<D>[]> => {
  const sent = rows.flatMap((row) => replicated.toWire?.(row, ledger.state) ?? [])
  if (sent.length === 0) return []
  const answer = await session.request({
    method: 'POST',
    path: `/sync/${replicated.name}/push`,
    body: { rows: sent.map(({ body }) => body) },
    timeoutMs: pushTimeoutMs,
    answer: PushResponse,
  })
  if (!answer.ok)
    throw new Error(`push of ${replicated.name}: ${answer.error.kind}`, { cause: answer.error })
  const { results } = answer.value
  const at = v.parse(Hlc, Math.max(0, Math.floor(clock())))
  const resultById = new Map(results.map((result) => [result.id, result]))
  const records = sent.flatMap((row) => recordsOf(row, resultById.get(row.id), at))
  if (records.length > 0) await ledger.write(() => ({ records, value: undefined }))
  if (results.some((result) => result.status === 'stored' && !result.safe))
    throw new Error(`push of ${replicated.name}: stored on a part of the cluster only`)
  if (sent.some(({ id }) => !resultById.has(id)))
    throw new Error(`push of ${replicated.name}: a row was not answered`)
  const merged = results.flatMap((result) =>
    result.status === 'stored' ? (result.document ?? []) : [],
  )
  return parseRows(replicated, merged)
}

const recordsOf = (
  row: WireRow,
  result: PushResult | undefined,
  at: Hlc,
): readonly LedgerRecord[] => {
  if (result === undefined) return []
  const { hash, id } = row
  if (hash !== null) {
    const done = result.status === 'refused' || result.safe
    return done ? [{ kind: 'document_acknowledged', id, hash, at }] : []
  }
  const reasons = reasonsOf(row, result)
  const refusals = [...reasons].map(([event, reason]): LedgerRecord => ({
    kind: 'refused',
    id: event,
    reason,
    at,
  }))
  const ids = row.events.filter((event) => !reasons.has(event))
  const safe = result.status === 'stored' && result.safe && ids.length > 0
  return safe ? [...refusals, { kind: 'acknowledged', ids, at }] : refusals
}

/** Gives the refused events of a row with the reasons; a refused row refuses them all. */
const reasonsOf = (
  row: WireRow,
  result: PushResult,
): ReadonlyMap<WireRow['events'][number], string> => {
  if (result.status === 'refused') return new Map(row.events.map((event) => [event, result.reason]))
  const named = new Map((result.refused ?? []).map(({ event, reason }) => [event, reason]))
  return new Map(
    row.events.flatMap((event) => {
      const reason = named.get(event)
      return reason === undefined ? [] : [[event, reason] as const]
    }),
  )
}
