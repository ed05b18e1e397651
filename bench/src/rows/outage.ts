import { setTimeout as sleep } from 'node:timers/promises'
import { median } from '../report/percentile.ts'
import { valuesOf } from '../report/values.ts'
import { couchWay } from '../ways/couch-way.ts'
import { inTurns } from '../ways/in-turns.ts'
import { totemWay } from '../ways/totem-way.ts'
import { type Way } from '../ways/way.ts'
import { startBenchStack } from '../world/bench-stack.ts'
import { cableWith } from '../world/link.ts'
import { type BenchRow } from './bench-row.ts'

const outageMs = 3_000

/**
 * The studio's link is away for 3 s; a ticket sold meanwhile → tablet, counted from the moment the link is
 * back. Nobody tells the devices: the router kept its Wi-Fi up, so no browser says `online`.
 */
export const outage: BenchRow = {
  name: 'outage',
  run: async ({ quick, couch }) => {
    const [turns, outages] = quick ? [1, 1] : [2, 5]
    await using stack = await startBenchStack(couch)
    const ways = [totemWay(stack), await couchWay(stack)]
    const healings = await inTurns(ways, { turns, warmUp: false }, (way) =>
      sufferOutages(way, outages),
    )
    return [
      {
        what: 'healed → tablet, p50',
        unit: 'ms',
        values: valuesOf(healings, median),
        figures: [{ kind: 'times', factor: 1, of: 'couchdb' }],
      },
      {
        what: 'healed → tablet, worst',
        unit: 'ms',
        values: valuesOf(healings, (taken) => Math.max(...taken)),
      },
    ]
  },
}

const sufferOutages = async (way: Way, outages: number): Promise<readonly number[]> => {
  const cable = cableWith({ delayMs: 0 })
  await using pair = await way.open({ kiosk: cable, tablet: cable })
  const { kiosk, tablet } = pair.links
  const taken: number[] = []
  for (let turn = 0; turn < outages; turn += 1) {
    await pair.screen.shownAt(await pair.sell())
    kiosk.cut()
    tablet.cut()
    // Devices try again in a rhythm; the outage must not end in step with it.
    await sleep(outageMs + Math.random() * 500)
    const id = await pair.sell()
    const healed = performance.now()
    kiosk.heal()
    tablet.heal()
    taken.push((await pair.screen.shownAt(id)) - healed)
  }
  return taken
}
