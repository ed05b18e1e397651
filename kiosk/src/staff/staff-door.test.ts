import { type StaffPin } from '@totem/shared-schema'
import { createRoot } from 'solid-js'
import { expect, onTestFinished, test, vi } from 'vitest'
import { fakeClock } from '../time/_fake-clock.ts'
import { checkStaffPin } from './check-staff-pin.ts'
import { createKnock } from './create-knock.ts'
import { createStaffDoor, type StaffDoor, type StaffDoorDeps } from './create-staff-door.ts'

/** PBKDF2-SHA-256 of `246810`, 1,000 rounds, made with Node's crypto. */
const held: StaffPin = {
  salt: 'AAECAwQFBgcICQoLDA0ODw',
  rounds: 1_000,
  hash: 'XyTq0zrnoTEG6LQO7nmNvvHG7m41kE5Rw7jf0yp9PyQ',
}

const start = (deps: Partial<StaffDoorDeps> = {}) => {
  const clock = fakeClock()
  const { door, dispose } = createRoot((end) => ({
    door: createStaffDoor({
      pin: () => held,
      check: (pin) => Promise.resolve(pin === '246810'),
      clock,
      ...deps,
    }),
    dispose: end,
  }))
  onTestFinished(dispose)
  return { door, clock }
}

const reaches = (door: StaffDoor, state: object): Promise<void> =>
  vi.waitFor(() => expect(door.state()).toEqual(state))

test('the right PIN opens the corner, a wrong one asks again', async () => {
  const { door } = start()
  door.knock()
  expect(door.state()).toEqual({ kind: 'asking', isWrong: false })
  door.enter('000000')
  await reaches(door, { kind: 'asking', isWrong: true })
  door.enter('246810')
  await reaches(door, { kind: 'open' })
})

test('five wrong PINs shut the door for five minutes, also for the right one', async () => {
  const { door, clock } = start()
  door.knock()
  for (let count = 1; count < 5; count += 1) {
    door.enter('000000')
    await reaches(door, { kind: 'asking', isWrong: true })
  }
  door.enter('000000')
  await reaches(door, { kind: 'waiting' })
  door.shut()
  door.knock()
  expect(door.state()).toEqual({ kind: 'waiting' })
  door.enter('246810')
  expect(door.state()).toEqual({ kind: 'waiting' })
  door.shut()
  clock.advance(5 * 60_000)
  door.knock()
  expect(door.state()).toEqual({ kind: 'asking', isWrong: false })
})

test('a studio without a PIN says so', () => {
  const { door } = start({ pin: () => undefined })
  door.knock()
  expect(door.state()).toEqual({ kind: 'no_pin' })
})

test('who goes away while the PIN is checked does not leave the corner open', async () => {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const { door } = start({ check: () => promise })
  door.knock()
  door.enter('246810')
  door.shut()
  resolve(true)
  await promise
  await Promise.resolve()
  expect(door.state()).toEqual({ kind: 'shut' })
})

test('the kiosk checks a PIN by itself', async () => {
  expect(await Promise.all(['246810', '246811'].map((pin) => checkStaffPin(pin, held)))).toEqual([
    true,
    false,
  ])
})

test('five quick taps are a knock, slow ones are not', () => {
  const clock = fakeClock()
  const onKnock = vi.fn()
  const tap = createKnock(clock, onKnock)
  for (let count = 0; count < 9; count += 1) {
    tap()
    clock.advance(1_000)
  }
  expect(onKnock).not.toHaveBeenCalled()
  for (let count = 0; count < 5; count += 1) tap()
  expect(onKnock).toHaveBeenCalledTimes(1)
})
