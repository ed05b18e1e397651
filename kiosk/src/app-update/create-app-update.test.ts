import { createRoot, createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { fakeClock } from '../time/_fake-clock.ts'
import { createAppUpdate } from './create-app-update.ts'

const start = () => {
  const clock = fakeClock()
  const [isFree, setFree] = createSignal(false)
  const listeners: (() => void)[] = []
  const versions = {
    onWaiting: (listener: () => void) => void listeners.push(listener),
    check: vi.fn(),
    apply: vi.fn(),
  }
  return createRoot((dispose) => {
    const [stays, setStays] = createSignal(false)
    const [isOrdered, setOrdered] = createSignal(false)
    const update = createAppUpdate(versions, { isFree, stays, isOrdered }, clock)
    const arrive = (): void => listeners.forEach((listener) => listener())
    return { clock, versions, setFree, setStays, setOrdered, update, arrive, dispose }
  })
}

test('a new version waits while the kiosk is in use and comes in once it has been quiet', () => {
  const { clock, versions, setFree, arrive, dispose } = start()
  arrive()
  clock.advance(60_000)
  expect(versions.apply).not.toHaveBeenCalled()
  setFree(true)
  clock.advance(10_000)
  expect(versions.apply).toHaveBeenCalledTimes(1)
  dispose()
})

test('a customer who comes in the last moment is not disturbed', () => {
  const { clock, versions, setFree, arrive, dispose } = start()
  setFree(true)
  arrive()
  clock.advance(9_999)
  setFree(false)
  clock.advance(60_000)
  expect(versions.apply).not.toHaveBeenCalled()
  dispose()
})

test('a kiosk told to stay on its build does, until staff let the new one in', () => {
  const { clock, versions, setFree, setStays, update, arrive, dispose } = start()
  setStays(true)
  setFree(true)
  arrive()
  clock.advance(60_000)
  expect([update.isWaiting(), versions.apply.mock.calls.length]).toEqual([true, 0])
  update.applyNow()
  expect(versions.apply).toHaveBeenCalledTimes(1)
  dispose()
})

test('new versions are looked for every 15 minutes', () => {
  const { clock, versions, dispose } = start()
  clock.advance(31 * 60_000)
  expect(versions.check).toHaveBeenCalledTimes(2)
  dispose()
})

test('a version that a manager orders is looked for at once', () => {
  const { versions, setOrdered, dispose } = start()
  setOrdered(true)
  expect(versions.check).toHaveBeenCalledTimes(1)
  dispose()
})
