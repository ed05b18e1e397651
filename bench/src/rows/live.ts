import { type Line } from '../report/line.ts'
import { percentile } from '../report/percentile.ts'
import { valuesOf } from '../report/values.ts'
import { couchWay } from '../ways/couch-way.ts'
import { startFloor } from '../ways/floor-way.ts'
import { inTurns } from '../ways/in-turns.ts'
import { sellAndWatch, type Crossing } from '../ways/sell-and-watch.ts'
import { totemWay } from '../ways/totem-way.ts'
import { straight } from '../ways/way.ts'
import { startBenchStack } from '../world/bench-stack.ts'
import { type BenchRow } from './bench-row.ts'

/** Kiosk sells → tablet shows it, one ticket at a time, everybody connected. */
export const live: BenchRow = {
  name: 'live',
  run: async ({ quick, couch }) => {
    const [turns, sales, warmUp] = quick ? [1, 20, 5] : [4, 60, 10]
    await using stack = await startBenchStack(couch)
    await using floor = await startFloor(stack)
    const ways = [totemWay(stack), await couchWay(stack), floor.way]
    const crossings = await inTurns(ways, { turns, warmUp: !quick }, async (way) => {
      await using pair = await way.open(straight)
      return await sellAndWatch(pair, { sales, warmUp })
    })
    const from = (what: keyof Crossing, percent: number): Line['values'] =>
      valuesOf(crossings, (taken) =>
        percentile(
          taken.map((crossing) => crossing[what]),
          percent,
        ),
      )
    return [
      {
        what: 'confirm → tablet, p50',
        unit: 'ms',
        values: from('fromConfirm', 50),
        figures: [
          { kind: 'at_most', value: 25 },
          { kind: 'times', factor: 0.6, of: 'couchdb' },
          { kind: 'times', factor: 3, of: 'floor' },
        ],
      },
      {
        what: 'confirm → tablet, p99',
        unit: 'ms',
        values: from('fromConfirm', 99),
        figures: [
          { kind: 'at_most', value: 80 },
          { kind: 'times', factor: 1, of: 'couchdb' },
        ],
      },
      {
        what: 'stored on kiosk → tablet, p50',
        unit: 'ms',
        values: from('fromStored', 50),
        figures: [
          { kind: 'times', factor: 0.6, of: 'couchdb' },
          { kind: 'times', factor: 3, of: 'floor' },
        ],
      },
      { what: 'stored on kiosk → tablet, p99', unit: 'ms', values: from('fromStored', 99) },
    ]
  },
}
