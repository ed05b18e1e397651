import { setTimeout as sleep } from 'node:timers/promises'
import { type Line } from '../report/line.ts'
import { median } from '../report/percentile.ts'
import { valuesOf } from '../report/values.ts'
import { couchWay } from '../ways/couch-way.ts'
import { startFloor } from '../ways/floor-way.ts'
import { inTurns, type Samples } from '../ways/in-turns.ts'
import { totemWay } from '../ways/totem-way.ts'
import { straight, type Pair, type Way } from '../ways/way.ts'
import { startBenchStack } from '../world/bench-stack.ts'
import { cableWith, type Carried } from '../world/link.ts'
import { type BenchRow } from './bench-row.ts'

interface Reunion {
  /** From the healed link to the last ticket on the tablet, in milliseconds. */
  readonly ms: number
  /** Bytes over the kiosk's link. */
  readonly carried: Carried
}

/** Tickets sold without a network → all of them on the tablet once the kiosk's link is back. */
export const backlog: BenchRow = {
  name: 'backlog',
  run: async ({ quick, couch }) => {
    await using stack = await startBenchStack(couch)
    await using floor = await startFloor(stack)
    const ways = [totemWay(stack), await couchWay(stack), floor.way]
    const measure = (tickets: number, turns: number): Promise<Samples<Reunion>> =>
      inTurns(ways, { turns, warmUp: false }, async (way) => [await reunite(way, tickets)])
    if (quick) return linesOf(50, await measure(50, 1), 500)
    // The smaller runs warm everything up for the one big run.
    return [
      ...linesOf(500, await measure(500, 3), 500),
      ...linesOf(5_000, await measure(5_000, 1), 4_000),
    ]
  },
}

/** How long the last acknowledgements and echoes may take to be counted, in milliseconds. */
const settleMs = 1_500

const reunite = async (way: Way, tickets: number): Promise<Reunion> => {
  await using pair = await way.open({ ...straight, kiosk: cableWith({ delayMs: 0 }) })
  const { links, screen } = pair
  await screen.shownAt(await pair.sell())
  links.kiosk.cut()
  await pair.sellMany(tickets)
  const before = { shown: screen.size(), carried: links.kiosk.carried() }
  return await heal(pair, before, tickets)
}

const heal = async (
  { links, screen, tellOnline }: Pair,
  before: { readonly shown: number; readonly carried: Carried },
  tickets: number,
): Promise<Reunion> => {
  const healed = performance.now()
  links.kiosk.heal()
  const [filled] = await Promise.all([screen.filledAt(before.shown + tickets), tellOnline()])
  await sleep(settleMs)
  const { up, down } = links.kiosk.carried()
  return {
    ms: filled - healed,
    carried: { up: up - before.carried.up, down: down - before.carried.down },
  }
}

const linesOf = (tickets: number, reunions: Samples<Reunion>, limitMs: number): readonly Line[] => {
  const medianOf = (look: (reunion: Reunion) => number): Line['values'] =>
    valuesOf(reunions, (taken) => median(taken.map(look)))
  return [
    {
      what: `${tickets} tickets → tablet`,
      unit: 'ms',
      values: medianOf(({ ms }) => ms),
      figures: [
        { kind: 'at_most', value: limitMs },
        { kind: 'times', factor: 0.5, of: 'couchdb' },
      ],
    },
    {
      what: `${tickets} tickets, kiosk up`,
      unit: 'kB',
      values: medianOf(({ carried }) => carried.up / 1e3),
      figures: [{ kind: 'times', factor: 0.35, of: 'couchdb' }],
    },
    {
      what: `${tickets} tickets, kiosk down`,
      unit: 'kB',
      values: medianOf(({ carried }) => carried.down / 1e3),
      figures: [{ kind: 'times', factor: 0.2, of: 'couchdb' }],
    },
  ]
}
