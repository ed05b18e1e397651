import { filter } from 'rxjs'
import * as v from 'valibot'
import {
  Hlc,
  lateBatchText,
  LateResponse,
  signText,
  type LateBatch,
  type LateRequest,
} from '@totem/shared-schema'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { type Ledger } from '../ledger/ledger.ts'
import { retryMs } from './backoff.ts'
import { type Connection } from './connection.ts'
import { type Running } from './delivery.ts'
import { createLatch } from './latch.ts'
import { type Clock, type Network } from './network.ts'
import { type Outbox, type WireRow } from './outbox.ts'
import { request } from './request.ts'
import { type SessionDevice } from './session.ts'

/** Rows of one batch. */
const batch = 100

/** Time limit of one batch, in milliseconds. */
const handInTimeoutMs = 15_000

/** What handing in works with. */
export interface LateOptions {
  readonly network: Network
  readonly device: SessionDevice
  readonly ledger: Ledger
  readonly connection: Connection
  readonly clock: Clock
  readonly random: () => number
  readonly outboxes: readonly LateOutbox[]
}

/** The outbox of one collection. */
export interface LateOutbox {
  readonly name: LateBatch['collection']
  readonly owed: Outbox<never>['owed']
}

/**
 * Hands in for review what a device still holds after a manager shut it out: the sales were real, and their customers
 * hold paper. None of it gets into the ledger of the studio by itself; here it counts as refused from then on.
 */
export const startHandingInLate = (options: LateOptions): Running => {
  const { ledger, connection, outboxes } = options
  const latch = createLatch()
  const closing = new AbortController()
  const none: ReadonlySet<string> = new Set()
  let isRevoked = false
  let failures = 0

  /** Gives whether everything is handed in. */
  const handInAll = async (): Promise<boolean> => {
    for (const { name: collection, owed } of outboxes) {
      const rows = await owed(ledger.state, { limit: batch, without: none })
      if (rows.length === 0) continue
      const isKept = await handIn(options, { collection, rows, signal: closing.signal })
      failures = isKept ? 0 : failures + 1
      return false
    }
    return true
  }

  /** A full disk refuses to note what was handed in: it is handed in again, which changes nothing there. */
  const noteFailure = (): false => {
    failures += 1
    return false
  }

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const isDone = !isRevoked || (await handInAll().catch(noteFailure))
      if (isDone) await latch.wait()
      else if (failures > 0) await latch.wait(retryMs(failures, options.random()))
    }
  }
  const subscriptions = [
    ledger.changed$.pipe(filter(() => isRevoked)).subscribe(latch.set),
    connection.state$.subscribe((state) => {
      isRevoked = state === 'revoked'
      latch.set()
    }),
  ]
  const running = run()
  return {
    close: async () => {
      closing.abort()
      for (const subscription of subscriptions) subscription.unsubscribe()
      latch.set()
      await running
    },
  }
}

interface Late {
  readonly collection: LateBatch['collection']
  readonly rows: readonly WireRow[]
  readonly signal: AbortSignal
}

const handIn = async (
  { network, device, ledger, clock }: LateOptions,
  { collection, rows, signal }: Late,
): Promise<boolean> => {
  const text = JSON.stringify({ collection, rows: rows.map(({ body }) => body) })
  const body: LateRequest = {
    tenant: device.tenantId,
    device: device.device,
    batch: text,
    signature: signText(lateBatchText(device.device, text), device.secretKey),
  }
  const answer = await request(network, {
    method: 'POST',
    path: '/sync/late',
    body,
    timeoutMs: handInTimeoutMs,
    signal,
    answer: LateResponse,
  })
  if (!answer.ok) return false
  const at = v.parse(Hlc, Math.max(0, Math.floor(clock())))
  const kept = new Set(answer.value.results.map(({ id }) => id))
  const records = rows.filter(({ id }) => kept.has(id)).flatMap((row) => recordsOf(row, at))
  await ledger.write(() => ({ records, value: undefined }))
  return records.length > 0
}

const recordsOf = ({ id, hash, events }: WireRow, at: Hlc): readonly LedgerRecord[] =>
  hash === null
    ? events.map((event) => ({ kind: 'refused', id: event, reason: 'revoked_device', at }))
    : [{ kind: 'document_acknowledged', id, hash, at }]
