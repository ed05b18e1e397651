import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAppUpdate } from './create-app-update.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const start = (quietAtFirst: boolean) => {
  const [isQuiet, setQuiet] = createSignal(quietAtFirst)
  const counts = { activated: 0, checked: 0 }
  let announce = (): void => undefined
  const dispose = createRoot((disposeRoot) => {
    createAppUpdate(
      {
        onWaiting: (listener) => (announce = listener),
        activate: () => (counts.activated += 1),
        check: () => (counts.checked += 1),
      },
      { isQuiet },
    )
    return disposeRoot
  })
  return { setQuiet, counts, announce: () => announce(), [Symbol.dispose]: dispose }
}

test('a new build takes over after a quiet minute', () => {
  using update = start(true)
  update.announce()
  vi.advanceTimersByTime(59_999)
  expect(update.counts.activated).toBe(0)
  vi.advanceTimersByTime(1)
  expect(update.counts.activated).toBe(1)
})

test('a touch begins the minute anew, and work holds the build back for ever', () => {
  using update = start(true)
  update.announce()
  vi.advanceTimersByTime(50_000)
  update.setQuiet(false)
  vi.advanceTimersByTime(600_000)
  expect(update.counts.activated).toBe(0)
  update.setQuiet(true)
  vi.advanceTimersByTime(60_000)
  expect(update.counts.activated).toBe(1)
})

test('a quiet tablet without a new build stays as it is, and looks for one every 15 minutes', () => {
  using update = start(true)
  vi.advanceTimersByTime(31 * 60_000)
  expect(update.counts).toEqual({ activated: 0, checked: 2 })
})
