import { type CouchServer, type StoredDocument } from '@totem/couchdb'
import { BusinessDay, ok, TicketId, type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type RecordEvent } from '../events.ts'
import { type RegistryStore } from '../registry/registry-store.ts'
import { type ReplicationMetrics } from './replication-metrics.ts'

/** Finds numbers that two tickets of one day have: the mark of a cloned profile or a restored disk. */
export interface CloneWatch {
  /** Learns the numbers of the last days, before the changes are told. */
  readonly learn: (tenantId: TenantId) => Promise<void>
  readonly look: (tenantId: TenantId, documents: readonly StoredDocument[]) => Promise<void>
}

/** What watching works with; `clock` gives ms since 1970. */
export interface CloneWatchDeps {
  readonly couch: CouchServer
  readonly store: RegistryStore
  readonly record: RecordEvent
  readonly metrics: ReplicationMetrics
  readonly clock: () => number
}

/** How many days numbers are remembered; a kiosk that was offline longer is found when the gateway starts next. */
const rememberedDays = 8

const Numbered = v.object({ _id: TicketId, number: v.string(), businessDay: BusinessDay })

/** Makes the watch. */
export const createCloneWatch = (deps: CloneWatchDeps): CloneWatch => {
  const { couch, store, record, metrics, clock } = deps
  const holders = new Map<TenantId, Map<BusinessDay, Map<string, TicketId>>>()

  const oldestDay = (): string =>
    new Date(clock() - rememberedDays * 24 * 60 * 60_000).toISOString().slice(0, 10)

  const look: CloneWatch['look'] = async (tenantId, documents) => {
    const days = holders.get(tenantId) ?? new Map<BusinessDay, Map<string, TicketId>>()
    holders.set(tenantId, days)
    for (const day of days.keys()) if (day < oldestDay()) days.delete(day)
    for (const document of documents) {
      const parsed = v.safeParse(Numbered, document)
      if (!parsed.success || parsed.output.businessDay < oldestDay()) continue
      const { _id: ticket, number, businessDay: day } = parsed.output
      const numbers = days.get(day) ?? new Map<string, TicketId>()
      days.set(day, numbers)
      const holder = numbers.get(number)
      if (holder === undefined) numbers.set(number, ticket)
      else if (holder !== ticket) await alarm({ tenantId, day, number }, [holder, ticket])
    }
  }

  const alarm = async (
    {
      tenantId,
      day,
      number,
    }: { readonly tenantId: TenantId; readonly day: BusinessDay; readonly number: string },
    tickets: readonly TicketId[],
  ): Promise<void> => {
    const place = { tenantId, kind: 'clone', key: `${day}:${number}` } as const
    const noted = await store.decide(place, (clone) => {
      const known = clone?.tickets ?? []
      const all = [...new Set([...known, ...tickets])].toSorted()
      if (all.length === known.length) return ok({ value: false })
      return ok({ next: { day, number, tickets: all }, value: true })
    })
    if (!noted.ok || !noted.value) return
    metrics.alarms.inc({ kind: 'clone' })
    record({ kind: 'number_given_twice', tenantId, day, number })
  }

  return {
    look,
    learn: async (tenantId) => {
      const database = tenantDatabase(couch, tenantId, 'tickets')
      let bookmark: string | undefined
      do {
        const page = await database.find({
          selector: { businessDay: { $gte: oldestDay() } },
          limit: 500,
          ...(bookmark === undefined ? {} : { bookmark }),
        })
        await look(tenantId, page.docs)
        bookmark = page.bookmark
      } while (bookmark !== undefined)
    },
  }
}
