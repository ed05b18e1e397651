import {
  entriesOf,
  err,
  LateBatch,
  lateBatchText,
  ok,
  type LateRequest,
  type LateResponse,
  type Result,
  type TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type RecordEvent } from '../events.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { parseTicketRow } from './admit-tickets.ts'
import { idOf, type PushDependencies } from './push-dependencies.ts'
import { type Refusal } from './quarantine.ts'
import { storedToTicket } from './stored-ticket.ts'

/** Why a late batch was not taken. */
export type LateRefusal = 'not_proven' | 'not_revoked' | 'malformed'

/** What handing in works with. */
export interface LateDependencies {
  readonly push: PushDependencies
  readonly record: RecordEvent
}

/**
 * Takes what a revoked device still holds into the review inbox: the quarantine, under the reason
 * `revoked_device`. Revoking loses no sale that way, and a thief with the device writes nothing to the ledger.
 */
export const handInLate = async (
  { push, record }: LateDependencies,
  { tenant: tenantId, device, batch, signature }: LateRequest,
): Promise<Result<LateResponse, LateRefusal>> => {
  const known = (await push.signers.devices(tenantId, [device])).get(device)
  if (known === undefined) return err('not_proven')
  if (!push.verify(lateBatchText(device, batch), signature, known.publicKey))
    return err('not_proven')
  if (known.revokedAt === null) return err('not_revoked')
  const parsed = v.safeParse(LateBatch, parseJson(batch))
  if (!parsed.success) return err('malformed')
  const { collection, rows } = parsed.output
  const refusals =
    collection === 'tickets'
      ? await lateEvents(push, tenantId, rows)
      : rows.map((row) => ({
          collection,
          documentId: idOf(row),
          reason: 'revoked_device',
          body: row,
        }))
  await push.quarantine.keep({ tenantId, device }, refusals)
  record({ kind: 'late_batch_kept', tenantId, device, rows: rows.length })
  return ok({ results: rows.map((row) => ({ id: idOf(row), status: 'kept' })) })
}

/** Every event becomes an entry of its own; those that had come before the device was revoked need no review. */
const lateEvents = async (
  { couch }: PushDependencies,
  tenantId: TenantId,
  rows: readonly unknown[],
): Promise<readonly Refusal[]> => {
  const read = rows.map((row) => ({ row, reading: parseTicketRow(row, tenantId) }))
  const ids = read.flatMap(({ reading }) =>
    typeof reading === 'string' ? [] : [reading.document.id],
  )
  const held = await tenantDatabase(couch, tenantId, 'tickets').getMany(ids)
  return read.flatMap(({ row, reading }): readonly Refusal[] => {
    if (typeof reading === 'string')
      return [{ collection: 'tickets', documentId: idOf(row), reason: reading, body: row }]
    const { document, unreadable } = reading
    const inLedger = storedToTicket(held.get(document.id))?.events ?? {}
    const late = entriesOf(document.events).filter(([id]) => !Object.hasOwn(inLedger, id))
    return [...late, ...Object.entries(unreadable)].map(([id, event]) => ({
      collection: 'tickets',
      documentId: document.id,
      reason: 'revoked_device',
      body: { ...document, events: { [id]: event } },
    }))
  })
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
