import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { map, NEVER } from 'rxjs'
import { type Device } from '@totem/shared-schema/local-store'
import { percentile } from '../report/percentile.ts'
import { type Line } from '../report/line.ts'
import { type Screen, watchScreen } from '../ways/screen.ts'
import { firstService, saleOf } from '../ways/totem-way.ts'
import { type BenchStack, startBenchStack } from '../world/bench-stack.ts'
import { nodeHome, valueOf } from '../world/node-device.ts'
import { operator } from '../world/operator.ts'
import { type BenchRow } from './bench-row.ts'

/** The bank's call goes out → kiosk and tablet show *pago*: stored, asked back at the bank, settled, signed, sent to both. */
export const paid: BenchRow = {
  name: 'paid',
  run: async ({ quick, couch }) => {
    await using stack = await startBenchStack(couch)
    // The bank itself stays silent, so that the moment of the call is known.
    await tellBank(stack, '/admin/faults', { hooks: 'lost' })
    const hookUrl = stack.origin + (await stack.hookPath())
    const folder = await mkdtemp(join(stack.folder, 'paid-'))
    const home = (app: 'kiosk' | 'operator') =>
      nodeHome({ app, origin: stack.origin, folder, wake$: NEVER })
    await using kiosk = valueOf(await home('kiosk').pair(await stack.pairingCode()))
    await using tablet = valueOf(await home('operator').login(operator))
    using arrivals = watchScreen(tablet.tickets$)
    using onKiosk = watchPaid(kiosk)
    using onTablet = watchPaid(tablet)
    const sale = saleOf(await firstService(kiosk))

    const toKiosk: number[] = []
    const toTablet: number[] = []
    for (let sold = -warmUp; sold < (quick ? 20 : 200); sold += 1) {
      const ticket = valueOf(await kiosk.sell(sale))
      const { txid } = valueOf(await kiosk.requestCharge(ticket, 1))
      await arrivals.shownAt(ticket.id)
      await tellBank(stack, `/pay/${txid}`)
      await sleep(pauseMs * (0.5 + Math.random()))
      const called = performance.now()
      await call(hookUrl, txid)
      const [kioskAt, tabletAt] = await Promise.all([
        onKiosk.shownAt(ticket.id),
        onTablet.shownAt(ticket.id),
      ])
      // A sweep that came in between says nothing about the call.
      if (sold < 0 || Math.min(kioskAt, tabletAt) < called) continue
      toKiosk.push(kioskAt - called)
      toTablet.push(tabletAt - called)
    }
    return [
      ...linesOf('hook → pago on kiosk', toKiosk),
      ...linesOf('hook → pago on tablet', toTablet),
    ]
  },
}

const warmUp = 5

/** Pause before each call, in milliseconds: what the sale itself set going comes to rest. */
const pauseMs = 40

const watchPaid = ({ tickets$ }: Device): Screen =>
  watchScreen(
    tickets$.pipe(map((tickets) => tickets.filter(({ payment }) => payment.status === 'paid'))),
  )

const linesOf = (what: string, taken: readonly number[]): readonly Line[] => [
  { what: `${what}, p50`, unit: 'ms', values: { totem: percentile(taken, 50) } },
  {
    what: `${what}, p95`,
    unit: 'ms',
    values: { totem: percentile(taken, 95) },
    figures: [{ kind: 'at_most', value: 300 }],
  },
]

const tellBank = async ({ bankUrl }: BenchStack, path: string, faults?: object): Promise<void> => {
  const answer = await fetch(bankUrl + path, {
    method: faults === undefined ? 'POST' : 'PUT',
    redirect: 'manual',
    ...(faults !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(faults),
    }),
  })
  if (answer.status >= 400) throw new Error(`the bank answered ${answer.status} at ${path}`)
}

const call = async (hookUrl: string, txid: string): Promise<void> => {
  const answer = await fetch(hookUrl, { method: 'POST', body: JSON.stringify({ pix: [{ txid }] }) })
  if (answer.status !== 200) throw new Error(`the gateway answered the bank with ${answer.status}`)
}
