import { type Result, err, ok } from '@totem/shared-schema'
import { type Device, type OpenProblem, type PairProblem } from '@totem/shared-schema/local-store'
import { createRoot } from 'solid-js'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fakeDevice } from '../_fake-device.ts'
import { type FakeClock, fakeClock } from '../time/_fake-clock.ts'
import { type Home, type HomeDeps, createHome } from './create-home.ts'

const aDevice = (close: () => void = () => undefined): Device =>
  ({
    ...fakeDevice(),
    [Symbol.asyncDispose]: () => {
      close()
      return Promise.resolve()
    },
  }) as unknown as Device

const start = (
  home: Partial<HomeDeps['home']>,
  code?: string,
): { readonly home: Home; readonly clock: FakeClock; readonly dispose: () => void } => {
  const clock = fakeClock()
  const made = createRoot((dispose) => ({
    home: createHome({
      home: {
        open: () => Promise.resolve(ok(undefined)),
        waitForTurn: () => Promise.resolve(),
        pair: () => Promise.resolve(ok(aDevice())),
        ...home,
      },
      code,
      clock,
    }),
    dispose,
  }))
  onTestFinished(made.dispose)
  return { ...made, clock }
}

const reaches = (home: Home, state: object): Promise<void> =>
  vi.waitFor(() => expect(home.state()).toMatchObject(state))

test('a paired kiosk opens', async () => {
  const { home } = start({ open: () => Promise.resolve(ok(aDevice())) })
  expect(home.state()).toEqual({ kind: 'opening' })
  await reaches(home, { kind: 'ready' })
})

test('a fresh kiosk without a code asks for one', async () => {
  const { home } = start({})
  await reaches(home, { kind: 'unpaired', problem: 'none' })
})

test('a fresh kiosk with a code in its address pairs by itself', async () => {
  const pair = vi.fn(() => Promise.resolve(ok(aDevice())))
  const { home } = start({ pair }, 'ABCD2345')
  await reaches(home, { kind: 'ready' })
  expect(pair.mock.calls).toEqual([['ABCD2345']])
})

test('a kiosk that is paired already does not use up the code', async () => {
  const pair = vi.fn(() => Promise.resolve(ok(aDevice())))
  const { home } = start({ pair, open: () => Promise.resolve(ok(aDevice())) }, 'ABCD2345')
  await reaches(home, { kind: 'ready' })
  expect(pair).not.toHaveBeenCalled()
})

test.for<PairProblem>([
  { kind: 'wrong_code' },
  { kind: 'offline' },
  { kind: 'failed', detail: '500' },
])('a pairing that fails with $kind says so and lets staff try again', async (problem) => {
  const answers: Result<Device, PairProblem>[] = [err(problem), ok(aDevice())]
  const { home } = start({
    pair: () => Promise.resolve(answers.shift() ?? err({ kind: 'offline' })),
  })
  await reaches(home, { kind: 'unpaired', problem: 'none' })
  home.pair('WRNG2345')
  expect(home.state()).toEqual({ kind: 'pairing' })
  await reaches(home, { kind: 'unpaired', problem: problem.kind })
  home.pair('GDCD2345')
  await reaches(home, { kind: 'ready' })
})

test('a second tab waits for its turn and goes on by itself', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const answers: Result<Device, OpenProblem>[] = [err({ kind: 'open_elsewhere' }), ok(aDevice())]
  const { home } = start({
    open: () => Promise.resolve(answers.shift() ?? err({ kind: 'open_elsewhere' })),
    waitForTurn: () => promise,
  })
  await reaches(home, { kind: 'open_elsewhere' })
  resolve(undefined)
  await reaches(home, { kind: 'ready' })
})

test('a store that will not open is tried again every 5 s', async () => {
  const answers: Result<Device, OpenProblem>[] = [
    err({ kind: 'storage', detail: 'full' }),
    err({ kind: 'storage', detail: 'full' }),
    ok(aDevice()),
  ]
  const open = vi.fn(() => Promise.resolve(answers.shift() ?? ok(aDevice())))
  const { home, clock } = start({ open })
  await reaches(home, { kind: 'storage_trouble' })
  clock.advance(5_000)
  await vi.waitFor(() => expect(open).toHaveBeenCalledTimes(2))
  await Promise.resolve()
  clock.advance(5_000)
  await reaches(home, { kind: 'ready' })
})

test('pairing anew closes the device first; who thinks better of it keeps the old pairing', async () => {
  const close = vi.fn()
  const { home } = start({ open: () => Promise.resolve(ok(aDevice(close))) })
  await reaches(home, { kind: 'ready' })
  home.beginRepair()
  await reaches(home, { kind: 'unpaired', problem: 'none', wasPaired: true })
  expect(close).toHaveBeenCalledTimes(1)
  home.keepPairing()
  await reaches(home, { kind: 'ready' })
  home.beginRepair()
  await reaches(home, { kind: 'unpaired' })
  home.pair('ABCD2345')
  await reaches(home, { kind: 'ready' })
})

test('a failed new pairing still leaves the way back', async () => {
  const { home } = start({
    open: () => Promise.resolve(ok(aDevice())),
    pair: () => Promise.resolve(err({ kind: 'offline' })),
  })
  await reaches(home, { kind: 'ready' })
  home.beginRepair()
  await reaches(home, { kind: 'unpaired' })
  home.pair('ABCD2345')
  await reaches(home, { kind: 'unpaired', problem: 'offline', wasPaired: true })
})

test('leaving closes the device', async () => {
  const close = vi.fn()
  const { home, dispose } = start({ open: () => Promise.resolve(ok(aDevice(close))) })
  await reaches(home, { kind: 'ready' })
  dispose()
  expect(close).toHaveBeenCalledTimes(1)
})

test('a bug while opening reaches the error boundary', async () => {
  const { home } = start({ open: () => Promise.reject(new Error('planted')) })
  await vi.waitFor(() => expect(() => home.state()).toThrow('planted'))
})
