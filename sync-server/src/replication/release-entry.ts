import {
  draftRelease,
  entriesOf,
  err,
  ok,
  signEvent,
  TicketDocument,
  type ReleaseRefusal,
  type Result,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { mergeTicketIntent } from './merge-ticket.ts'
import { noOrigins } from './origins.ts'
import { type PushDependencies } from './push-dependencies.ts'
import { customerRules, pushDocuments } from './push-documents.ts'
import { type QuarantineEntry } from './quarantine-entry.ts'
import { writeMerged } from './write-merged.ts'

/** Why an entry cannot come into the ledger. */
export type EntryRefusal = ReleaseRefusal | 'not_releasable' | 'erased'

/**
 * Lets what lies in quarantine into the ledger: an event wrapped in the gateway's `released`, the personal data of
 * a revoked kiosk's late sale as they are. May be repeated: the same bytes are written.
 */
export const releaseEntry = async (
  deps: PushDependencies,
  entry: QuarantineEntry,
  keys: TenantKeys,
): Promise<Result<void, EntryRefusal>> => {
  switch (entry.collection) {
    case 'tickets':
      return releaseEvent(deps, entry, keys)
    case 'customers':
      return entry.reason === 'revoked_device'
        ? releaseCustomer(deps, entry, keys)
        : err('not_releasable')
    case 'catalog':
    case 'shifts':
      return err('not_releasable')
  }
}

const releaseEvent = async (
  { couch }: PushDependencies,
  { tenantId, body, device }: QuarantineEntry,
  { settlement }: TenantKeys,
): Promise<Result<void, EntryRefusal>> => {
  const document = v.safeParse(TicketDocument, body)
  if (!document.success || document.output.tenantId !== tenantId) return err('not_releasable')
  const { id: ticketId, events } = document.output
  const [refused, ...more] = entriesOf(events)
  if (refused === undefined || more.length > 0) return err('not_releasable')
  const place = { tenantId, ticketId }
  const draft = draftRelease(place, { id: refused[0], event: refused[1] }, settlement.publicKey)
  if (!draft.ok) return draft
  const { id, event } = signEvent(place, draft.value, settlement.secretKey)
  const outcomes = await writeMerged(
    tenantDatabase(couch, tenantId, 'tickets'),
    [mergeTicketIntent({ id: ticketId, tenantId, events: { [id]: event } })],
    { device, origins: noOrigins },
  )
  return outcomes.get(ticketId)?.kind === 'stored' ? ok(undefined) : err('erased')
}

const releaseCustomer = async (
  deps: PushDependencies,
  { tenantId, body, device }: QuarantineEntry,
  keys: TenantKeys,
): Promise<Result<void, EntryRefusal>> => {
  const from = { tenantId, device, kind: 'kiosk', role: 'kiosk', expiresAt: 0 } as const
  const [result] = await pushDocuments(
    { ...deps, origins: noOrigins },
    { from, rules: customerRules(keys), rows: [body] },
  )
  if (result?.status === 'stored') return ok(undefined)
  return err(result?.reason === 'erased' ? 'erased' : 'not_releasable')
}
