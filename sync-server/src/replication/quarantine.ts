import { type CouchServer, type StoredDocument } from '@totem/couchdb'
import { type CollectionName, type OperatorId, type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { type Principal } from '../auth/principal.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type RecordEvent } from '../events.ts'
import { type Metrics } from '../metrics.ts'
import { type ChainWatch } from './chain-watch.ts'
import { entryIdOf, QuarantineEntry, type EntryState } from './quarantine-entry.ts'

/** Something a device pushed that the gateway does not let into the ledger: kept whole, with the reason. */
export interface Refusal {
  readonly collection: CollectionName
  readonly documentId: string
  readonly reason: string
  readonly body: unknown
}

/** Who brought what was refused. */
export type Bringer = Pick<Principal, 'tenantId' | 'device' | 'operator'>

/** What somebody decided about an entry; `operator` is null when no person did. */
export interface EntryDecision {
  readonly tenantId: TenantId
  readonly id: string
  readonly state: EntryState
  readonly operator: OperatorId | null
}

/** Which entries to list. */
export interface EntryQuery {
  readonly tenantId: TenantId
  readonly state: EntryState
  readonly limit: number
  readonly bookmark?: string
}

/** Some entries, newest first; `bookmark` is there while there may be more. */
export interface EntryPage {
  readonly entries: readonly QuarantineEntry[]
  readonly bookmark: string | undefined
}

/** The place where refused documents and events wait for a manager. Nothing in it is ever lost. */
export interface Quarantine {
  /** Stores refusals. The same body refused again is the same entry, and stays what was decided about it. */
  readonly keep: (from: Bringer, refusals: readonly Refusal[]) => Promise<void>
  readonly get: (tenantId: TenantId, id: string) => Promise<QuarantineEntry | undefined>
  readonly list: (query: EntryQuery) => Promise<EntryPage>
  /**
   * Writes down what was decided and gives the entry as it is then. What lies in the ledger stays `released`,
   * whatever somebody decides at the same moment.
   */
  readonly decide: (decision: EntryDecision) => Promise<QuarantineEntry | undefined>
}

/** What the quarantine works with; `clock` gives ms since 1970. */
export interface QuarantineDeps {
  readonly couch: CouchServer
  readonly metrics: Metrics
  readonly record: RecordEvent
  /** Hears of every refused event that is new here, once. */
  readonly sawRefused: ChainWatch['sawRefused']
  readonly clock: () => number
}

/** So many managers at once on one entry mean that something else is wrong. */
const attempts = 20

/** Opens the quarantine on the tenants' databases. */
export const createQuarantine = ({
  couch,
  metrics,
  record,
  sawRefused,
  clock,
}: QuarantineDeps): Quarantine => {
  const open = (tenantId: TenantId) => tenantDatabase(couch, tenantId, 'quarantine')
  return {
    keep: async (from, refusals) => {
      if (refusals.length === 0) return
      const { tenantId, device, operator = null } = from
      const entries = refusals.map(({ collection, documentId, reason, body }) => ({
        _id: entryIdOf(tenantId, collection, body),
        tenantId,
        collection,
        documentId: documentId.toWellFormed(),
        reason,
        body: storable(body),
        state: 'waiting',
        device,
        operator,
        receivedAt: clock(),
        decidedBy: null,
        decidedAt: null,
      }))
      const outcomes = await open(tenantId).putMany(entries)
      for (const [index, outcome] of outcomes.entries()) {
        const reason = refusals[index]?.reason ?? 'unknown'
        if (outcome.kind === 'refused') throw new Error(`quarantine: ${outcome.reason}`)
        if (outcome.kind === 'conflict') continue
        metrics.quarantined.inc({ reason })
        if (refusals[index]?.collection === 'tickets') sawRefused(tenantId, refusals[index].body)
        record({ kind: 'quarantined', tenantId, device, entry: outcome.id, reason })
      }
    },

    get: async (tenantId, id) => parse(await open(tenantId).get(id)),

    list: async ({ tenantId, state, limit, bookmark }) => {
      const page = await open(tenantId).find({
        selector: { state, receivedAt: { $gte: 0 } },
        sort: [{ state: 'desc' }, { receivedAt: 'desc' }],
        limit,
        ...(bookmark === undefined ? {} : { bookmark }),
      })
      return {
        entries: page.docs.flatMap((stored) => parse(stored) ?? []),
        bookmark: page.bookmark,
      }
    },

    decide: async ({ tenantId, id, state, operator }) => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const stored = await open(tenantId).get(id)
        const entry = parse(stored)
        if (stored === undefined || entry === undefined) return undefined
        if (entry.state === state || isInLedger(entry)) return entry
        const next = { ...entry, state, decidedBy: operator, decidedAt: clock() }
        const outcome = await open(tenantId).put({ ...next, _rev: stored._rev })
        if (outcome.kind !== 'stored') continue
        record({ kind: 'quarantine_decided', tenantId, entry: id, state, operator })
        return next
      }
      throw new Error(`${id} changed under ${attempts} attempts to decide about it`)
    },
  }
}

const isInLedger = ({ state }: QuarantineEntry): boolean =>
  state === 'released' || state === 'admitted'

const parse = (stored: StoredDocument | undefined): QuarantineEntry | undefined => {
  const parsed = v.safeParse(QuarantineEntry, stored)
  return parsed.success ? parsed.output : undefined
}

/**
 * CouchDB refuses a whole request for half a surrogate pair in it, and one poisoned row would block its
 * neighbours: such a body is kept as its JSON text, in which the half is spelt out.
 */
const storable = (body: unknown): unknown => {
  const text = JSON.stringify(body)
  return /\\ud[89a-f]/i.test(text) ? { text } : body
}
