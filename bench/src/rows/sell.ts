import { median, percentile } from '../report/percentile.ts'
import { cableWith } from '../world/link.ts'
import { startBenchStack } from '../world/bench-stack.ts'
import { totemWay } from '../ways/totem-way.ts'
import { straight, type Pair } from '../ways/way.ts'
import { type BenchRow } from './bench-row.ts'

/** Customer confirms → ticket with its number is on the kiosk's disk; with and without a network. */
export const sell: BenchRow = {
  name: 'sell',
  run: async ({ quick, couch }) => {
    const sales = quick ? 20 : 300
    await using stack = await startBenchStack(couch)
    const way = totemWay(stack)
    const online = await (async () => {
      await using pair = await way.open(straight)
      return await sellOften(pair, sales)
    })()
    const cable = cableWith({ delayMs: 0 })
    await using pair = await way.open({ ...straight, kiosk: cable })
    pair.links.kiosk.cut()
    const offline = await sellOften(pair, sales)
    return [
      { what: 'online, p50', unit: 'ms', values: { totem: median(online) } },
      {
        what: 'online, p95',
        unit: 'ms',
        values: { totem: percentile(online, 95) },
        figures: [{ kind: 'at_most', value: 50 }],
      },
      { what: 'offline, p50', unit: 'ms', values: { totem: median(offline) } },
      {
        what: 'offline, p95',
        unit: 'ms',
        values: { totem: percentile(offline, 95) },
        figures: [{ kind: 'at_most', value: 50 }],
      },
    ]
  },
}

const warmUp = 10

const sellOften = async (pair: Pair, sales: number): Promise<readonly number[]> => {
  for (let sale = 0; sale < warmUp; sale += 1) await pair.sell()
  const taken: number[] = []
  for (let sale = 0; sale < sales; sale += 1) {
    const confirmed = performance.now()
    await pair.sell()
    taken.push(performance.now() - confirmed)
  }
  return taken
}
