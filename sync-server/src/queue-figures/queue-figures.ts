import { type Database, type CouchServer, type StoredDocument } from '@totem/couchdb'
import {
  businessDayOf,
  type QueueFigures,
  Service,
  Shift,
  type TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'
import { profileOf } from '../registry/profile.ts'
import { type Registry } from '../registry/registry.ts'
import { countQueue } from './count-queue.ts'

/** What the figures are read with; `nowMs` gives ms since 1970. */
export interface QueueFiguresDeps {
  readonly couch: CouchServer
  readonly registry: Registry
  readonly nowMs: () => number
}

/** Gives the anonymous queues of a tenant. */
export type ReadQueueFigures = (tenantId: TenantId) => Promise<QueueFigures>

/** How long figures are good, in milliseconds: every kiosk and panel of a tenant shares one look at the database. */
const goodForMs = 3_000

const openStatuses = ['waiting', 'called', 'in_service'] as const

/** Makes the reader of queue figures. */
export const createReadQueueFigures = (deps: QueueFiguresDeps): ReadQueueFigures => {
  const { couch, registry, nowMs } = deps
  const held = new Map<
    TenantId,
    { readonly untilMs: number; readonly figures: Promise<QueueFigures> }
  >()

  const read = async (tenantId: TenantId): Promise<QueueFigures> => {
    const { timeZone } = await profileOf(registry, tenantId)
    const businessDay = businessDayOf(nowMs(), timeZone)
    const tickets = tenantDatabase(couch, tenantId, 'tickets')
    const [open, services, shifts] = await Promise.all([
      Promise.all(openStatuses.map((status) => findAll(tickets, { businessDay, status }))),
      findAll(tenantDatabase(couch, tenantId, 'catalog'), { position: { $gt: null } }),
      findAll(tenantDatabase(couch, tenantId, 'shifts'), { closed: { $eq: null } }),
    ])
    return countQueue(
      {
        tickets: open.flat(),
        services: services.flatMap(parserOf(Service)),
        shifts: shifts.flatMap(parserOf(Shift)),
      },
      nowMs(),
    )
  }

  return (tenantId) => {
    const known = held.get(tenantId)
    if (known !== undefined && nowMs() < known.untilMs) return known.figures
    const figures = read(tenantId)
    held.set(tenantId, { untilMs: nowMs() + goodForMs, figures })
    // A failure is told to whoever asked, and not kept for the next one.
    figures.catch(() => held.delete(tenantId))
    return figures
  }
}

/** How many documents one query gives. */
const pageSize = 500

const findAll = async (
  database: Database,
  selector: Readonly<Record<string, unknown>>,
): Promise<readonly StoredDocument[]> => {
  const found: StoredDocument[] = []
  let bookmark: string | undefined
  do {
    const page = await database.find({
      selector,
      limit: pageSize,
      ...(bookmark === undefined ? {} : { bookmark }),
    })
    found.push(...page.docs)
    bookmark = page.docs.length < pageSize ? undefined : page.bookmark
  } while (bookmark !== undefined)
  return found
}

const parserOf =
  <S extends v.GenericSchema>(schema: S) =>
  (stored: StoredDocument): readonly v.InferOutput<S>[] => {
    const parsed = v.safeParse(schema, { ...stored, id: stored._id })
    return parsed.success ? [parsed.output] : []
  }
