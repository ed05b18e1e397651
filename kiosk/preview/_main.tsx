import '@totem/ui/tokens.css'
import { err, ok } from '@totem/shared-schema'
import { type Device, browserVitals } from '@totem/shared-schema/local-store'
import { render } from 'solid-js/web'
import * as v from 'valibot'
import { aCharge, aTicket, fakeDevice } from '../src/_fake-device.ts'
import { App } from '../src/app.tsx'
import { pageVoice } from '../src/comfort/voice.ts'
import { pageClock } from '../src/time/clock.ts'

/**
 * Shows the kiosk on a fake device: `?charge=refused`, `?charge=offline`, `?catalog=empty`,
 * `?home=unpaired|elsewhere|storage|crash`. `window.pay()` pays the ticket on screen.
 */
const query = new URLSearchParams(window.location.search)
/** Three wait for the one tub, nobody for the boots. */
const figures = {
  at: Date.now(),
  services: [
    { service: 'GELO', waiting: 3, busyUntil: [Date.now() + 240_000], devices: 1, minutes: 10 },
    { service: 'BOTA', waiting: 0, busyUntil: [], devices: 2, minutes: 30 },
  ],
}
const device = fakeDevice({
  ask: ({ answer }) => Promise.resolve(ok(v.parse(answer, figures))),
  requestCharge: async () => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    const problem = query.get('charge')
    if (problem === 'refused') return err({ kind: 'refused', detail: '' })
    if (problem === 'offline') return err({ kind: 'offline' })
    return ok(aCharge({ expiresAt: Date.now() + (problem === 'short' ? 1_000 : 15 * 60_000) }))
  },
})
device.tickets$.next([aTicket({}, 1), aTicket({}, 2), aTicket({}, 3)])
if (query.get('catalog') === 'empty') device.catalog$.next([])
if (query.get('charge') === 'offline')
  device.sync$.next({ ...device.sync$.value, state: 'offline', pending: 6, acknowledgedToday: 20 })

const pay = (): void => {
  const ticket = device.tickets$.value.at(-1)
  if (ticket === undefined) return
  device.change({
    ...ticket,
    payment: {
      status: 'paid',
      movements: [{ id: 'pay:sim:E1', amountCents: 9000, returnedCents: 0, flagged: false }],
    },
  })
}
Object.assign(window, { pay })

const never = new Promise<never>(() => undefined)
const home = query.get('home')
const root = document.getElementById('root')
if (root !== null)
  render(
    () => (
      <App
        home={{
          open: () => {
            if (home === 'unpaired') return Promise.resolve(ok(undefined))
            if (home === 'elsewhere') return Promise.resolve(err({ kind: 'open_elsewhere' }))
            if (home === 'storage') return Promise.resolve(err({ kind: 'storage', detail: '' }))
            if (home === 'crash') return Promise.reject(new Error('planted'))
            const close = { [Symbol.asyncDispose]: () => Promise.resolve() }
            return Promise.resolve(ok({ ...device, ...close } as unknown as Device))
          },
          waitForTurn: () => never,
          pair: () => Promise.resolve(err({ kind: 'wrong_code' })),
        }}
        code={undefined}
        clock={pageClock}
        versions={undefined}
        voice={pageVoice()}
        vitals={browserVitals(document)}
        root={document.documentElement}
        onRestart={() => window.location.reload()}
      />
    ),
    root,
  )
