import { setImmediate as breathe } from 'node:timers/promises'
import { type CouchServer, type Database, type StoredDocument } from '@totem/couchdb'
import {
  type BusinessDay,
  foldTicket,
  Service,
  Shift,
  type TenantId,
  type Ticket,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'
import { storedToTicket } from '../replication/stored-ticket.ts'
import { type DaySources } from './day-report.ts'
import { type SettledMoney } from './money-by-method.ts'

/** So many documents come in one answer; between two answers others get their turn. */
const pageSize = 200

const hourMs = 60 * 60_000

/** Reads what a day's report is made of. */
export const readDay = async (
  couch: CouchServer,
  tenantId: TenantId,
  day: BusinessDay,
): Promise<Pick<DaySources, 'tickets' | 'settlements' | 'shifts' | 'services'>> => {
  const open = (collection: 'tickets' | 'payments' | 'shifts' | 'catalog'): Database =>
    tenantDatabase(couch, tenantId, collection)
  const tickets: Ticket[] = []
  await eachPage(open('tickets'), { businessDay: day }, (docs) => {
    for (const stored of docs) {
      const document = storedToTicket(stored)
      const ticket = document === undefined ? undefined : foldTicket(document)
      if (ticket !== undefined) tickets.push(ticket)
    }
  })
  const settlements: SettledMoney[] = []
  const noonMs = Date.parse(`${day}T12:00:00Z`)
  // No zone is further than 14 hours from Greenwich: this holds the day and a little more.
  const around = { $gte: noonMs - 27 * hourMs, $lt: noonMs + 27 * hourMs }
  await eachPage(open('payments'), { type: 'settlement', settledAt: around }, (docs) => {
    for (const stored of docs) settlements.push(...moneyIn(stored))
  })
  const shifts: Shift[] = []
  await eachPage(open('shifts'), { businessDay: day }, (docs) => {
    for (const stored of docs) {
      const shift = v.safeParse(Shift, { ...stored, id: stored._id })
      if (shift.success) shifts.push(shift.output)
    }
  })
  const services: Service[] = []
  await eachPage(open('catalog'), { _id: { $gt: null } }, (docs) => {
    for (const stored of docs) {
      const service = v.safeParse(Service, { ...stored, id: stored._id })
      if (service.success) services.push(service.output)
    }
  })
  return { tickets, settlements, shifts, services }
}

const eachPage = async (
  database: Database,
  selector: Readonly<Record<string, unknown>>,
  take: (docs: readonly StoredDocument[]) => void,
): Promise<void> => {
  let bookmark: string | undefined
  do {
    const page = await database.find({
      selector,
      limit: pageSize,
      ...(bookmark === undefined ? {} : { bookmark }),
    })
    take(page.docs)
    bookmark = page.bookmark
    await breathe()
  } while (bookmark !== undefined)
}

const Sum = v.pipe(v.number(), v.safeInteger())

/** Of a settlement the report needs when, how much and by whom; a refund that failed gave nothing back. */
const Settled = v.object({
  type: v.literal('settlement'),
  provider: v.string(),
  amountCents: Sum,
  settledAt: Sum,
  refunds: v.optional(v.record(v.string(), v.object({ amountCents: Sum, status: v.string() })), {}),
})

const moneyIn = (stored: StoredDocument): readonly SettledMoney[] => {
  const settled = v.safeParse(Settled, stored)
  if (!settled.success) return []
  const { provider, amountCents, settledAt, refunds } = settled.output
  const refundedCents = Object.values(refunds)
    .filter(({ status }) => status === 'done')
    .reduce((sum, refund) => sum + refund.amountCents, 0)
  return [{ method: provider, cents: amountCents, refundedCents, at: settledAt }]
}
