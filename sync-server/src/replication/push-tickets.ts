import {
  haveSameEvents,
  mergeTickets,
  type PushResult,
  type TicketDocument,
} from '@totem/shared-schema'
import { type Principal } from '../auth/principal.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { admissionContextFor, admitTicket, parseTicketRow } from './admit-tickets.ts'
import { idOf, type PushDependencies } from './push-dependencies.ts'
import { type Refusal } from './quarantine.ts'
import { storedToTicket, ticketToStored } from './stored-ticket.ts'
import { verifyTextNatively } from '../crypto/verify-text.ts'
import { writeMerged, type MergeOutcome } from './write-merged.ts'

interface JudgedRow {
  readonly id: string
  readonly row: unknown
  readonly document: TicketDocument
  readonly known: number
  readonly refused: readonly { readonly event: string; readonly reason: string }[]
}

/**
 * Takes a batch of tickets from a device: admits each event by itself, keeps what is refused in quarantine,
 * merges the rest into the database. A row that fails spoils no other.
 */
export const pushTickets = async (
  deps: PushDependencies,
  from: Principal,
  rows: readonly unknown[],
): Promise<readonly PushResult[]> => {
  const parsed = rows.map((row) => ({
    row,
    id: idOf(row),
    reading: parseTicketRow(row, from.tenantId),
  }))
  const documents = parsed.flatMap(({ reading }) =>
    typeof reading === 'string' ? [] : [reading.document],
  )
  const context = await admissionContextFor(documents, from.tenantId, {
    signers: deps.signers,
    settlementKeys: deps.settlementKeys(from.tenantId),
    verify: verifyTextNatively,
  })

  const refusals: Refusal[] = []
  const results = new Map<unknown, PushResult>()
  const judged: JudgedRow[] = []
  for (const { row, id, reading } of parsed) {
    if (typeof reading === 'string') {
      refusals.push({ collection: 'tickets', documentId: id, reason: reading, body: row })
      results.set(row, { id, status: 'refused', reason: reading })
      continue
    }
    const { admitted, refused } = admitTicket(reading.document, context)
    for (const { event, reason } of refused)
      refusals.push({
        collection: 'tickets',
        documentId: id,
        reason,
        body: { ...reading.document, events: eventsOnly(reading.document, event) },
      })
    const document = { ...reading.document, events: admitted }
    judged.push({ id, row, document, known: reading.known, refused })
  }
  // Refused things are safe in quarantine before anybody is told that they were refused.
  await deps.quarantine.keep(from, refusals)

  const outcomes = await mergeJudged(deps, from, judged)
  for (const each of judged) results.set(each.row, resultOf(each, outcomes.get(each.id)))
  return parsed.map(({ row, id }) => results.get(row) ?? { id, status: 'refused', reason: 'lost' })
}

const mergeJudged = async (
  { couch, origins }: PushDependencies,
  from: Principal,
  judged: readonly JudgedRow[],
): Promise<ReadonlyMap<string, MergeOutcome>> => {
  const documents = new Map<string, TicketDocument>()
  for (const { id, document } of judged) {
    const known = documents.get(id)
    if (Object.keys(document.events).length === 0) continue
    documents.set(id, known === undefined ? document : mergeTickets(known, document))
  }
  const intents = [...documents].map(([id, document]) => ({
    id,
    merge: (stored: Parameters<typeof storedToTicket>[0]) => {
      const current = storedToTicket(stored)
      const merged = current === undefined ? document : mergeTickets(current, document)
      return current !== undefined && haveSameEvents(current.events, merged.events)
        ? undefined
        : ticketToStored(merged, stored?._rev)
    },
  }))
  const database = tenantDatabase(couch, from.tenantId, 'tickets')
  return writeMerged(database, intents, { device: from.device, origins })
}

const resultOf = (judged: JudgedRow, outcome: MergeOutcome | undefined): PushResult => {
  const { id, known, refused } = judged
  if (outcome === undefined)
    return { id, status: 'refused', reason: refused[0]?.reason ?? 'without_events' }
  if (outcome.kind === 'erased') return { id, status: 'refused', reason: 'erased' }
  const { tenantId, events } = outcome.document
  const held = Object.keys(events ?? {}).length
  return {
    id,
    status: 'stored',
    safe: outcome.safe,
    ...(held === known - refused.length ? {} : { document: { id, tenantId, events } }),
    ...(refused.length === 0 ? {} : { refused: [...refused] }),
  }
}

const eventsOnly = (document: TicketDocument, wanted: string): object =>
  Object.fromEntries(Object.entries(document.events).filter(([id]) => id === wanted))
