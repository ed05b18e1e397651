import { type Line } from '../report/line.ts'
import { percentile } from '../report/percentile.ts'
import { valuesOf } from '../report/values.ts'
import { couchWay } from '../ways/couch-way.ts'
import { startFloor } from '../ways/floor-way.ts'
import { inTurns } from '../ways/in-turns.ts'
import { sellAndWatch } from '../ways/sell-and-watch.ts'
import { totemWay } from '../ways/totem-way.ts'
import { startBenchStack } from '../world/bench-stack.ts'
import { cableWith } from '../world/link.ts'
import { type BenchRow } from './bench-row.ts'

/** One way of a link with 60 ms round trip, in milliseconds: a fair 4G link. */
const oneWayMs = 30

/** Kiosk sells → tablet shows it, with both devices behind a link of 60 ms round trip. */
export const slowLink: BenchRow = {
  name: 'slow-link',
  run: async ({ quick, couch }) => {
    const [turns, sales, warmUp] = quick ? [1, 10, 3] : [3, 30, 5]
    await using stack = await startBenchStack(couch)
    await using floor = await startFloor(stack)
    const ways = [totemWay(stack), await couchWay(stack), floor.way]
    const cable = cableWith({ delayMs: oneWayMs })
    const crossings = await inTurns(ways, { turns, warmUp: false }, async (way) => {
      await using pair = await way.open({ kiosk: cable, tablet: cable })
      return await sellAndWatch(pair, { sales, warmUp })
    })
    const from = (percent: number): Line['values'] =>
      valuesOf(crossings, (taken) =>
        percentile(
          taken.map(({ fromConfirm }) => fromConfirm),
          percent,
        ),
      )
    return [
      {
        what: 'confirm → tablet, p50',
        unit: 'ms',
        values: from(50),
        figures: [{ kind: 'times', factor: 0.6, of: 'couchdb' }],
      },
      { what: 'confirm → tablet, p95', unit: 'ms', values: from(95) },
    ]
  },
}
