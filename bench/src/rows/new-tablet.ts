import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { NEVER } from 'rxjs'
import { KioskLetter, TicketId } from '@totem/shared-schema'
import * as v from 'valibot'
import { type Line } from '../report/line.ts'
import { median } from '../report/percentile.ts'
import { valuesOf } from '../report/values.ts'
import { replicateOnCouch } from '../ways/couch-way.ts'
import { type Samples } from '../ways/in-turns.ts'
import { openRxSide } from '../ways/rx-side.ts'
import { watchScreen } from '../ways/screen.ts'
import { operator } from '../world/operator.ts'
import { startBenchStack, type BenchStack } from '../world/bench-stack.ts'
import { demoDatabase, rivalDatabase } from '../world/databases.ts'
import { fillDatabase, fillTotem, rivalCustomer, rivalTicket } from '../world/fill.ts'
import { cableWith } from '../world/link.ts'
import { nodeHome, valueOf } from '../world/node-device.ts'
import { createSeller, type Seller, type Sold } from '../world/seller.ts'
import { enrol } from '../world/enrol.ts'
import { signIn } from '../world/wire-kiosk.ts'
import { logIn } from '../world/wire-tablet.ts'
import { type BenchRow } from './bench-row.ts'

interface Arrival {
  /** From the wish to open to the last ticket on the screen, in milliseconds. */
  readonly ms: number
  readonly megabytes: number
}

/** A tablet that was never here before → every ticket it works with is on its screen. */
export const newTablet: BenchRow = {
  name: 'new-tablet',
  run: async (settings) => {
    const tickets = settings.quick ? 1_000 : 10_000
    const recent = Math.round(tickets / 20)
    return [
      ...(await arrivals(settings, { tickets, recent: tickets, label: 'all of this week' })),
      ...(await arrivals(settings, { tickets, recent, label: `${recent} of this week` })),
    ]
  },
}

interface History {
  readonly tickets: number
  /** How many of them are of the last days; the others were done weeks ago. */
  readonly recent: number
  readonly label: string
}

const arrivals = async (
  { quick, couch }: Parameters<BenchRow['run']>[0],
  history: History,
): Promise<readonly Line[]> => {
  const { tickets, recent, label } = history
  await using stack = await startBenchStack(couch)
  const own = await ticketsOfDemo(stack)
  await fillBoth(stack, history)
  const taken: Samples<Arrival> & { totem: Arrival[]; couchdb: Arrival[] } = {
    totem: [],
    couchdb: [],
  }
  for (let turn = 0; turn < (quick ? 1 : 3); turn += 1) {
    taken.totem.push(await arriveAtTotem(stack, own + recent))
    taken.couchdb.push(await arriveAtCouch(stack, tickets))
  }
  const what = `${tickets} tickets, ${label}`
  return [
    {
      what: `${what}: login → usable`,
      unit: 'ms',
      values: valuesOf(taken, (all) => median(all.map(({ ms }) => ms))),
      figures: [{ kind: 'at_most', value: 1_000 }],
    },
    {
      what: `${what}: down`,
      unit: 'MB',
      values: valuesOf(taken, (all) => median(all.map(({ megabytes }) => megabytes))),
    },
  ]
}

/** Counts the tickets that a demo starts with; no other document of the database reaches a tablet. */
const ticketsOfDemo = async ({ couch }: BenchStack): Promise<number> => {
  const { rows } = await demoDatabase(couch, 'tickets').changes({ since: '0', limit: 1_000 })
  return rows.filter(({ doc }) => v.is(TicketId, doc._id)).length
}

const dayMs = 24 * 60 * 60_000
const oldDays = 60

const sellHistory = (seller: Seller, tickets: number, recent: number): readonly Sold[] => {
  const now = Date.now()
  return Array.from({ length: tickets }, (_, index) => {
    if (index < recent) return seller.sellFast(now - index * 1_000)
    const soldAt = now - oldDays * dayMs + index * 1_000
    const done = { type: 'cancelled', data: { reason: 'customer_left' }, at: soldAt + 1 } as const
    return seller.sellFast(soldAt, [done])
  })
}

const fillBoth = async (
  { couch, origin }: BenchStack,
  { recent, tickets }: History,
): Promise<void> => {
  const { sealingKey } = (await logIn(origin)).profile
  const seller = createSeller(v.parse(KioskLetter, 'H'), sealingKey)
  await enrol(couch, [seller])
  const sold = sellHistory(seller, tickets, recent)
  await fillTotem(await signIn(origin, seller), sold)
  await fillDatabase(await rivalDatabase(couch, 'tickets'), sold.map(rivalTicket))
  await fillDatabase(await rivalDatabase(couch, 'customers'), sold.map(rivalCustomer))
}

const arriveAtTotem = async (stack: BenchStack, tickets: number): Promise<Arrival> => {
  await using link = await cableWith({ delayMs: 0 })(stack.origin)
  const folder = await mkdtemp(join(stack.folder, 'tablet-'))
  const home = nodeHome({ app: 'operator', origin: link.url, folder, wake$: NEVER })
  const began = performance.now()
  await using tablet = valueOf(await home.login(operator))
  using screen = watchScreen(tablet.tickets$)
  const filled = await screen.filledAt(tickets)
  return { ms: filled - began, megabytes: link.carried().down / 1e6 }
}

const arriveAtCouch = async (stack: BenchStack, tickets: number): Promise<Arrival> => {
  await using link = await cableWith({ delayMs: 0 })(stack.couchUrl)
  const began = performance.now()
  await using tablet = await openRxSide()
  using screen = watchScreen(tablet.collections.tickets.find().$)
  const replicating = replicateOnCouch(stack, tablet.collections, link)
  const filled = await screen.filledAt(tickets)
  const arrival = { ms: filled - began, megabytes: link.carried().down / 1e6 }
  await (await replicating).close()
  return arrival
}
