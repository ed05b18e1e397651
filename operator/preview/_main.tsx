import { err, foldTicket, ok, type TicketDocument } from '@totem/shared-schema'
import { type DeviceHome } from '@totem/shared-schema/local-store'
import { render } from 'solid-js/web'
import { App } from '../src/app/app.tsx'
import { createClock } from '../src/app/create-clock.ts'
import { browserScanDevices } from '../src/scan/scan-devices.ts'
import { createChimes } from '../src/sound/chimes.ts'
import { createFakeDevice, createFakeHome, quietSync } from '../src/testing/_fake-device.ts'
import { aKioskKey, aPrintedTicket, forged, kioskKeysOf } from '../src/testing/_paper.ts'
import {
  aCustomer,
  aDocument,
  aShift,
  bota,
  gelo,
  minutes,
  noonish,
  paid,
  type Step,
} from '../src/testing/_tickets.ts'

const scene = new URLSearchParams(location.search).get('scene') ?? 'busy'
const startedAt = Date.now()
const readMs = (): number => noonish + minutes(20) + Date.now() - startedAt

const call = (at: number): Step => ['called', {}, at]
const start = (at: number, slot: number): Step => ['started', { slot }, at]
const done = (at: number): readonly Step[] => [
  call(at),
  start(at + 1, 1),
  ['finished', {}, at + 11],
]

const documents: readonly TicketDocument[] =
  scene === 'empty' || scene === 'start'
    ? []
    : [
        aDocument({ counter: 1, soldAtMinute: -60, steps: [paid(gelo, -59), ...done(-55)] }),
        aDocument({
          counter: 2,
          soldAtMinute: -50,
          steps: [paid(gelo, -49), call(-40), ['no_show', {}, -35]],
        }),
        aDocument({
          counter: 3,
          soldAtMinute: -20,
          steps: [paid(gelo, -19), call(5), start(7.4, 1)],
        }),
        aDocument({
          counter: 4,
          soldAtMinute: -12,
          steps: [paid(gelo, -10), call(10), start(12.6, 2)],
        }),
        aDocument({ counter: 5, soldAtMinute: -6, steps: [paid(gelo, -5), call(18)] }),
        aDocument({ counter: 7, soldAtMinute: 2, steps: [paid(gelo, 3)] }),
        aDocument({ counter: 8, soldAtMinute: 9, steps: [['desk_chosen', {}, 10]] }),
        aDocument({ counter: 9, soldAtMinute: 15, offline: true }),
        aDocument({ counter: 11, soldAtMinute: 19.5, steps: [paid(gelo, 19.8)] }),
        aDocument({
          counter: 6,
          service: bota,
          soldAtMinute: -4,
          steps: [paid(bota, -3), call(0), start(2, 1)],
        }),
        aDocument({
          counter: 10,
          service: bota,
          soldAtMinute: 16,
          steps: [
            [
              'payment_review',
              { settlement: 'pay:sicredi:E1', amountCents: gelo.priceCents, reason: 'over' },
              17,
            ],
          ],
        }),
      ]
const names = [
  'Maria Souza',
  'João',
  'Carla Dias',
  'Rui Teixeira',
  'Beatriz Nunes',
  'Otávio',
  'Luísa Prado',
  'Sebastião Albuquerque',
  'Ana Clara Reis',
  'Pedro Lins',
]

// What to paste into the scan screen, from the console: a good paper, a forged one, one of an unknown kiosk.
const printed = aPrintedTicket()
Object.assign(window, {
  papers: [printed.paper, forged(printed.paper), aPrintedTicket(kioskKeysOf(2)).paper],
})

const device = createFakeDevice({
  documents,
  customers: documents.slice(0, 10).map(({ id }, index) => aCustomer(id, names[index] ?? 'Rosa')),
  shifts: scene === 'start' ? [] : [aShift()],
  now: readMs,
  deviceKeys: [aKioskKey()],
  paper: { text: printed.paper, document: printed.document },
  ...(scene === 'login' ? { grant: undefined } : {}),
})
if (scene === 'offline') {
  device.sync$.next({ ...quietSync, state: 'offline', pending: 3 })
  setTimeout(() => {
    const ticket = foldTicket(aDocument({ counter: 5, steps: [call(2)] }))
    if (ticket !== undefined)
      device.notices$.next({ kind: 'lost_race', ticket, type: 'called', reason: 'already_called' })
  }, 50)
}
const troubles: Readonly<Record<string, Partial<DeviceHome>>> = {
  first: { open: () => Promise.resolve(ok(undefined)) },
  elsewhere: {
    open: () => Promise.resolve(err({ kind: 'open_elsewhere' })),
    waitForTurn: () => new Promise(() => undefined),
  },
  storage: { open: () => Promise.resolve(err({ kind: 'storage', detail: 'QuotaExceededError' })) },
  crash: { open: () => Promise.reject(new TypeError('broken')) },
}

render(
  () => (
    <App
      environment={{
        home: createFakeHome(device, troubles[scene]),
        tenant: 'demo',
        now: createClock(readMs),
        chimes: createChimes(document),
        scanDevices: browserScanDevices(document),
        setHeld: () => undefined,
        reload: () => location.reload(),
      }}
    />
  ),
  document.getElementById('app')!,
)
