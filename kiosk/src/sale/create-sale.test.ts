import { type ChargeProblem, type OfflineChargeProblem } from '@totem/shared-schema/local-store'
import { type PaymentLinkResponse, type Result, err, ok } from '@totem/shared-schema'
import { firstValueFrom } from 'rxjs'
import { createRoot } from 'solid-js'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  type FakeDevice,
  aCharge,
  anOfflineCharge,
  aService,
  fakeDevice,
  nowMs,
  paidInFull,
} from '../_fake-device.ts'
import { type FakeClock, fakeClock } from '../time/_fake-clock.ts'
import { type CustomerView, type Sale, createSale } from './create-sale.ts'
import { goodDraft } from './_samples.ts'

const start = (
  device: FakeDevice,
  promised: CustomerView['promised'] = () => undefined,
): { readonly sale: Sale; readonly clock: FakeClock; readonly device: FakeDevice } => {
  const clock = fakeClock(nowMs)
  const { sale, dispose } = createRoot((end) => ({
    sale: createSale(device, clock, { locale: () => 'pt-BR', promised }),
    dispose: end,
  }))
  onTestFinished(dispose)
  return { sale, clock, device }
}

const buy = (sale: Sale): void => {
  sale.dispatch({ kind: 'service_chosen', service: aService() })
  for (const field of ['name', 'cpf', 'phone'] as const)
    sale.dispatch({ kind: 'typed', field, text: goodDraft[field] })
  sale.dispatch({ kind: 'acknowledged', value: true })
  sale.dispatch({ kind: 'purpose_ticked', code: 'offers', value: true })
  sale.dispatch({ kind: 'continue_pressed' })
}

const reaches = (sale: Sale, kind: string): Promise<void> =>
  vi.waitFor(() => expect(sale.state().kind).toBe(kind))

const noCharge = (problem: ChargeProblem['kind']) => (): Promise<Result<never, ChargeProblem>> =>
  Promise.resolve(err(problem === 'refused' ? { kind: problem, detail: '' } : { kind: problem }))

test('a sale becomes a ticket, then a QR code that the ticket remembers', async () => {
  const { sale, device } = start(fakeDevice())
  buy(sale)
  await reaches(sale, 'showing_qr')
  expect(device.asked).toEqual([
    { sell: 'GELO', name: 'Maria da Silva', cpf: '52998224725', phone: '+5551999998888' },
    { charge: 'A-001', attempt: 1 },
    { charge_shown: { txid: aCharge().txid, tier: 'dynamic' } },
  ])
})

test('two presses on continue sell once', async () => {
  const { sale, device } = start(fakeDevice())
  buy(sale)
  sale.dispatch({ kind: 'continue_pressed' })
  await reaches(sale, 'showing_qr')
  expect(device.asked.filter((act) => Object.hasOwn(act as object, 'sell'))).toHaveLength(1)
})

test('a payment seen on the ticket turns the screen by itself', async () => {
  const { sale, device } = start(fakeDevice())
  buy(sale)
  await reaches(sale, 'showing_qr')
  const [ticket] = device.tickets$.value
  if (ticket === undefined) throw new Error('no ticket')
  device.change({ ...ticket, payment: paidInFull })
  expect(sale.state()).toEqual({
    kind: 'done',
    ticket: { ...ticket, payment: paidInFull },
    ending: 'paid',
  })
  expect(device.asked).toHaveLength(3)
})

test.for(['offline', 'bank_unavailable'] as const)(
  'with the charge %s the customer keeps the place and is sent to the desk',
  async (problem) => {
    const { sale, device } = start(fakeDevice({ requestCharge: noCharge(problem) }))
    buy(sale)
    await reaches(sale, 'done')
    expect(sale.state()).toMatchObject({ ending: 'no_connection' })
    expect(device.asked.at(-1)).toEqual({ desk_chosen: {} })
  },
)

test('nobody waits longer than 2 s for an answer that does not come', async () => {
  const { sale, clock } = start(fakeDevice({ requestCharge: () => new Promise(() => undefined) }))
  buy(sale)
  await reaches(sale, 'charging')
  clock.advance(1_999)
  expect(sale.state().kind).toBe('charging')
  clock.advance(1)
  await reaches(sale, 'done')
})

test('a charge that comes after the customer was sent on changes nothing', async () => {
  const { promise, resolve } = Promise.withResolvers<Result<PaymentLinkResponse, ChargeProblem>>()
  const { sale, clock, device } = start(
    fakeDevice({
      requestCharge: () => promise,
      payOffline: () => Promise.resolve(ok(anOfflineCharge())),
    }),
  )
  buy(sale)
  await reaches(sale, 'charging')
  clock.advance(2_000)
  await reaches(sale, 'showing_offline')
  resolve(ok(aCharge()))
  await promise
  expect(sale.state().kind).toBe('showing_offline')
  expect(device.asked).not.toContainEqual({ charge_shown: expect.anything() as unknown })
})

describe('a Pix that needs no gateway', () => {
  const offline = (): FakeDevice =>
    fakeDevice({
      requestCharge: noCharge('offline'),
      payOffline: () => Promise.resolve(ok(anOfflineCharge())),
    })

  test.for(['offline', 'bank_unavailable'] as const)(
    'is shown when the charge is %s',
    async (problem) => {
      const device = fakeDevice({
        requestCharge: noCharge(problem),
        payOffline: () => Promise.resolve(ok(anOfflineCharge())),
      })
      const { sale } = start(device)
      buy(sale)
      await reaches(sale, 'showing_offline')
      expect(sale.state()).toMatchObject({ charge: anOfflineCharge(), until: nowMs + 180_000 })
      expect(device.asked.at(-1)).toEqual({ payOffline: 'A-001' })
    },
  )

  test('gives a ticket that waits for its confirmation once the customer says that it is paid', async () => {
    const { sale, device } = start(offline())
    buy(sale)
    await reaches(sale, 'showing_offline')
    sale.dispatch({ kind: 'paid_said' })
    expect(sale.state()).toMatchObject({ kind: 'done', ending: 'awaiting' })
    expect(device.asked.at(-1)).toEqual({ payOffline: 'A-001' })
  })

  test('gives it too when nobody says anything', async () => {
    const { sale, clock } = start(offline())
    buy(sale)
    await reaches(sale, 'showing_offline')
    expect(sale.chargeSecondsLeft()).toBe(180)
    clock.advance(179_000)
    expect(sale.state().kind).toBe('showing_offline')
    clock.advance(1_000)
    expect(sale.state()).toMatchObject({ kind: 'done', ending: 'awaiting' })
  })

  test('turns to paid by itself when the link comes back meanwhile', async () => {
    const { sale, device } = start(offline())
    buy(sale)
    await reaches(sale, 'showing_offline')
    const [ticket] = device.tickets$.value
    if (ticket === undefined) throw new Error('no ticket')
    device.change({ ...ticket, payment: paidInFull })
    expect(sale.state()).toMatchObject({ kind: 'done', ending: 'paid' })
  })

  test('gives way to the desk, which the ticket then says', async () => {
    const { sale, device } = start(offline())
    buy(sale)
    await reaches(sale, 'showing_offline')
    sale.dispatch({ kind: 'desk_pressed' })
    await vi.waitFor(() => expect(device.asked.at(-1)).toEqual({ desk_chosen: {} }))
  })

  test.for<OfflineChargeProblem>([
    { kind: 'limit', limit: 'sum' },
    { kind: 'none_left' },
    { kind: 'not_allowed' },
    { kind: 'storage', detail: 'QuotaExceededError' },
  ])(
    'that is refused ($kind) leaves the desk, and the customer hears no reason',
    async (problem) => {
      const { sale } = start(
        fakeDevice({
          requestCharge: noCharge('offline'),
          payOffline: () => Promise.resolve(err(problem)),
        }),
      )
      buy(sale)
      await reaches(sale, 'done')
      expect(sale.state()).toMatchObject({ ending: 'no_connection' })
    },
  )

  test('is not asked for when the gateway itself says no', async () => {
    const { sale, device } = start(
      fakeDevice({
        requestCharge: noCharge('refused'),
        payOffline: () => Promise.resolve(ok(anOfflineCharge())),
      }),
    )
    buy(sale)
    await reaches(sale, 'charge_refused')
    expect(device.asked).not.toContainEqual({ payOffline: 'A-001' })
  })
})

test('a refused charge can be tried again', async () => {
  const answers = [noCharge('refused')(), Promise.resolve(ok(aCharge()))]
  const { sale, device } = start(
    fakeDevice({ requestCharge: () => answers.shift() ?? noCharge('offline')() }),
  )
  buy(sale)
  await reaches(sale, 'charge_refused')
  sale.dispatch({ kind: 'retry_pressed' })
  await reaches(sale, 'showing_qr')
  expect(device.asked).toContainEqual({ charge: 'A-001', attempt: 2 })
})

test('a QR code counts down and expires', async () => {
  const { sale, clock } = start(fakeDevice())
  buy(sale)
  await reaches(sale, 'showing_qr')
  expect(sale.chargeSecondsLeft()).toBe(900)
  clock.advance(1_000)
  expect(sale.chargeSecondsLeft()).toBe(899)
  clock.advance(899_000)
  expect(sale.state().kind).toBe('expired')
})

test('a cancellation that comes too late leaves a ticket that is good', async () => {
  const device = fakeDevice({
    append: (_id, type) =>
      Promise.resolve(
        type === 'cancelled' ? err({ kind: 'not_allowed' }) : err({ kind: 'unknown_ticket' }),
      ),
  })
  const { sale } = start(device)
  buy(sale)
  await reaches(sale, 'showing_qr')
  sale.dispatch({ kind: 'cancel_confirmed' })
  await reaches(sale, 'done')
  expect(sale.state()).toMatchObject({ ticket: { number: 'A-001' } })
})

test('a full disk sells nothing and loses nothing that was typed', async () => {
  const device = fakeDevice({
    sell: () => Promise.resolve(err({ kind: 'storage', detail: 'QuotaExceededError' })),
  })
  const { sale } = start(device)
  buy(sale)
  await reaches(sale, 'filling')
  expect(sale.state()).toMatchObject({ draft: goodDraft, saving: 'failed' })
})

test('a bug in the device reaches the error boundary', async () => {
  const { sale } = start(fakeDevice({ sell: () => Promise.reject(new Error('planted')) }))
  buy(sale)
  await vi.waitFor(() => expect(() => sale.state()).toThrow('planted'))
})

test('a customer is sold under the notice they read, and the next one under the new version', async () => {
  const device = fakeDevice()
  const { sale } = start(device)
  const before = sale.notice()
  sale.dispatch({ kind: 'service_chosen', service: aService() })
  const profile = await firstValueFrom(device.profile$)
  device.profile$.next({ ...profile, notice: { ...profile.notice, version: 'newer' } })
  expect(sale.notice()).toEqual(before)
  sale.dispatch({ kind: 'idle_over' })
  expect(sale.notice()?.version).toBe('newer')
})

test.for([
  ['is kept with the sale', { promised: { fromMinutes: 10, toMinutes: 20 } }],
  ['is left out where there was none', {}],
] as const)('the wait a customer was told %s', async ([, kept]) => {
  const sold: unknown[] = []
  const device = fakeDevice({
    sell: ({ promised }) => {
      sold.push(promised === undefined ? {} : { promised })
      return Promise.resolve(err({ kind: 'storage', detail: '' }))
    },
  })
  const { sale } = start(device, () => ('promised' in kept ? kept.promised : undefined))
  buy(sale)
  await vi.waitFor(() => expect(sold).toEqual([kept]))
})
