import * as v from 'valibot'
import {
  err,
  Hlc,
  ok,
  PushResponse,
  type EventId,
  type PushResult,
  type Result,
} from '@totem/shared-schema'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { type Ledger } from '../ledger/ledger.ts'
import { absorb, type Arrival } from './absorb.ts'
import { type Clock } from './network.ts'
import { type WireRow } from './outbox.ts'
import { parseRows } from './pull.ts'
import { type ReplicatedCollection } from './replicated-collection.ts'
import { type RequestProblem } from './request.ts'
import { type Session } from './session.ts'

/** Time limit of one push, in milliseconds. */
const pushTimeoutMs = 15_000

/** What a push works with. */
export interface PushOptions {
  readonly session: Session
  readonly ledger: Ledger
  readonly clock: Clock
  /** Ends a push whose answer is not worth waiting for any more. */
  readonly signal: AbortSignal
}

/** What a push came to. `partial`: a row was stored on a part of the cluster only, or was not answered; it is still owed. */
export type Pushed = 'settled' | 'partial'

/**
 * Sends rows, keeps the gateway's merged documents where they hold more than ours, and writes what it acknowledged
 * or refused into the ledger: last of all, so that what this device could not keep is sent and answered again.
 */
export const pushRows = async <D extends { readonly id: string }>(
  { session, ledger, clock, signal }: PushOptions,
  replicated: ReplicatedCollection<D>,
  rows: readonly WireRow[],
): Promise<Result<Pushed, RequestProblem>> => {
  const answer = await session.request({
    method: 'POST',
    path: `/sync/${replicated.name}/push`,
    body: { rows: rows.map(({ body }) => body) },
    timeoutMs: pushTimeoutMs,
    signal,
    answer: PushResponse,
  })
  if (!answer.ok) return err(answer.error)
  const at = v.parse(Hlc, Math.max(0, Math.floor(clock())))
  const resultById = new Map(answer.value.results.map((result) => [result.id, result]))
  const answered = rows.flatMap((row) => {
    const result = resultById.get(row.id)
    return result === undefined ? [] : [{ row, result }]
  })
  await absorb(replicated, [
    ...ownArrivals(replicated, rows),
    ...answered.flatMap(({ result }) => arrivalsOf(replicated, result)),
  ])
  await ledger.write(({ events }) => ({
    records: answered.flatMap(({ row, result }) =>
      recordsOf(row, { result, at, isOwn: (id) => events.has(id) }),
    ),
    value: undefined,
  }))
  const isSettled =
    answered.length === rows.length &&
    answered.every(({ result }) => result.status === 'refused' || result.safe)
  return ok(isSettled ? 'settled' : 'partial')
}

interface Answer {
  readonly result: PushResult
  readonly at: Hlc
  /** Whether the ledger holds an event; of others it has nothing to note but a refusal. */
  readonly isOwn: (id: EventId) => boolean
}

const recordsOf = (row: WireRow, { result, at, isOwn }: Answer): readonly LedgerRecord[] => {
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
  const ids = row.events.filter((event) => !reasons.has(event) && isOwn(event))
  const safe = result.status === 'stored' && result.safe && ids.length > 0
  return safe ? [...refusals, { kind: 'acknowledged', ids, at }] : refusals
}

/** Gives the refused events of a row with the reasons; a refused row refuses them all. */
const reasonsOf = (row: WireRow, result: PushResult): ReadonlyMap<EventId, string> => {
  if (result.status === 'refused') return new Map(row.events.map((event) => [event, result.reason]))
  const named = new Map((result.refused ?? []).map(({ event, reason }) => [event, reason]))
  return new Map(
    row.events.flatMap((event) => {
      const reason = named.get(event)
      return reason === undefined ? [] : [[event, reason] as const]
    }),
  )
}

/** The ledger forgets a whole document with its acknowledgement: from then on the view alone holds it. */
const ownArrivals = <D extends { readonly id: string }>(
  replicated: ReplicatedCollection<D>,
  rows: readonly WireRow[],
): readonly Arrival<D>[] =>
  parseRows(
    replicated,
    rows.filter(({ hash }) => hash !== null).map(({ body }) => body),
  )

/** What was erased while this device still had it to send is erased here too. */
const arrivalsOf = <D extends { readonly id: string }>(
  replicated: ReplicatedCollection<D>,
  result: PushResult,
): readonly Arrival<D>[] => {
  if (result.status === 'stored')
    return result.document === undefined ? [] : parseRows(replicated, [result.document])
  return result.reason === 'erased' ? [{ kind: 'erased', id: result.id }] : []
}
