import { median } from '../report/percentile.ts'
import { valuesOf } from '../report/values.ts'
import { couchWay } from '../ways/couch-way.ts'
import { startFloor } from '../ways/floor-way.ts'
import { inTurns } from '../ways/in-turns.ts'
import { sellAndWatch } from '../ways/sell-and-watch.ts'
import { totemWay } from '../ways/totem-way.ts'
import { straight } from '../ways/way.ts'
import { startBenchStack } from '../world/bench-stack.ts'
import { cpuMsOf } from '../world/process-usage.ts'
import { type BenchRow } from './bench-row.ts'

/** Processor time of all server processes for one ticket that is sold, stored and shown. */
export const serverCpu: BenchRow = {
  name: 'server-cpu',
  run: async ({ quick, couch }) => {
    if (couch !== undefined && couch.pid === undefined)
      throw new Error('set COUCHDB_PID to count the processor time of this CouchDB')
    const [turns, sales] = quick ? [1, 40] : [3, 150]
    await using stack = await startBenchStack(couch)
    await using floor = await startFloor(stack)
    const gateway = await stack.pidOf('gateway')
    const couchdb = couch?.pid ?? (await stack.pidOf('couchdb'))
    const pids = { totem: [gateway, couchdb], couchdb: [couchdb], floor: [floor.pid] }
    const ways = [totemWay(stack), await couchWay(stack), floor.way]
    const used = await inTurns(ways, { turns, warmUp: !quick }, async (way) => {
      await using pair = await way.open(straight)
      await sellAndWatch(pair, { sales: 10, warmUp: 0 })
      const before = await cpuOfAll(pids[way.name])
      await sellAndWatch(pair, { sales, warmUp: 0 })
      return [((await cpuOfAll(pids[way.name])) - before) / sales]
    })
    return [
      {
        what: 'per ticket, median of the turns',
        unit: 'ms',
        values: valuesOf(used, median),
        figures: [{ kind: 'times', factor: 0.5, of: 'couchdb' }],
      },
    ]
  },
}

const cpuOfAll = async (pids: readonly number[]): Promise<number> => {
  const used = await Promise.all(pids.map(cpuMsOf))
  return used.reduce((sum, ms) => sum + ms, 0)
}
