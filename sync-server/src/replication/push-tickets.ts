import {
  entriesOf,
  eventsMissingIn,
  mergeTickets,
  type PushResult,
  type TicketDocument,
  type TicketEvents,
} from '@totem/shared-schema'
import { type Principal } from '../auth/principal.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { admissionContextFor, admitTicket, parseTicketRow } from './admit-tickets.ts'
import { idOf, type PushDependencies } from './push-dependencies.ts'
import { type Refusal } from './quarantine.ts'
import { mergeTicketIntent } from './merge-ticket.ts'
import { storedToTicket } from './stored-ticket.ts'
import { writeMerged, type MergeIntent, type MergeOutcome } from './write-merged.ts'

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
    verify: deps.verify,
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
    const { admitted, refused: inadmissible } = admitTicket(reading.document, context)
    const unreadable = Object.keys(reading.unreadable).map((event) => ({
      event,
      reason: 'malformed',
    }))
    const refused = [...inadmissible, ...unreadable]
    const sent: Readonly<Record<string, unknown>> = {
      ...reading.unreadable,
      ...reading.document.events,
    }
    for (const { event, reason } of refused)
      refusals.push({
        collection: 'tickets',
        documentId: id,
        reason,
        body: { ...reading.document, events: { [event]: sent[event] } },
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
  { couch, origins, sawAdmitted }: PushDependencies,
  from: Principal,
  judged: readonly JudgedRow[],
): Promise<ReadonlyMap<string, MergeOutcome>> => {
  const documents = new Map<string, TicketDocument>()
  const heldByWriter = new Map(judged.map((row) => [row.id, heldOnDevice(row)]))
  for (const { id, document } of judged) {
    const known = documents.get(id)
    if (Object.keys(document.events).length === 0) continue
    documents.set(id, known === undefined ? document : mergeTickets(known, document))
  }
  const fresh = new Map<string, TicketEvents>()
  const intents = [...documents.values()].map((document): MergeIntent => {
    const intent = mergeTicketIntent(document)
    return {
      ...intent,
      merge: (stored) => {
        const held = storedToTicket(stored)?.events ?? {}
        fresh.set(document.id, eventsMissingIn(held, document.events))
        return intent.merge(stored)
      },
      isHeldByWriter: ({ events }) => countOf(events) === heldByWriter.get(document.id),
      isLikelyNew: isWhole(document),
    }
  })
  const database = tenantDatabase(couch, from.tenantId, 'tickets')
  const outcomes = await writeMerged(database, intents, { device: from.device, origins })
  for (const [id, { kind }] of outcomes)
    if (kind === 'stored') sawAdmitted(from.tenantId, entriesOf(fresh.get(id) ?? {}))
  return outcomes
}

/** A device sends what the gateway lacks; where the sale itself is part of it, all of the ticket is. */
const isWhole = ({ events }: TicketDocument): boolean =>
  Object.values(events).some(({ type }) => type === 'created')

/** How many of the events that count the device's own copy holds. */
const heldOnDevice = ({ known, refused }: JudgedRow): number => known - refused.length

const countOf = (events: unknown): number => Object.keys(events ?? {}).length

const resultOf = (judged: JudgedRow, outcome: MergeOutcome | undefined): PushResult => {
  const { id, refused } = judged
  if (outcome === undefined)
    return { id, status: 'refused', reason: refused[0]?.reason ?? 'without_events' }
  if (outcome.kind === 'erased') return { id, status: 'refused', reason: 'erased' }
  const { tenantId, events } = outcome.document
  return {
    id,
    status: 'stored',
    safe: outcome.safe,
    ...(countOf(events) === heldOnDevice(judged) ? {} : { document: { id, tenantId, events } }),
    ...(refused.length === 0 ? {} : { refused: [...refused] }),
  }
}
