import { createRoot, createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { fakeClock } from '../time/_fake-clock.ts'
import { createIdle } from './create-idle.ts'

const start = () => {
  const clock = fakeClock()
  const onOver = vi.fn()
  const [limitMs, setLimitMs] = createSignal<number | null>(90_000)
  const [screen, setScreen] = createSignal('filling')
  return createRoot((dispose) => {
    const idle = createIdle({ limitMs, screen, onOver, clock })
    return { idle, clock, onOver, setLimitMs, setScreen, dispose }
  })
}

test('a screen nobody touches is over once, after its time', () => {
  const { idle, clock, onOver, dispose } = start()
  clock.advance(75_000)
  expect(idle.secondsLeft()).toBe(15)
  clock.advance(14_999)
  expect(onOver).not.toHaveBeenCalled()
  clock.advance(10_000)
  expect(onOver).toHaveBeenCalledTimes(1)
  dispose()
})

test('a touch begins the time anew', () => {
  const { idle, clock, onOver, dispose } = start()
  clock.advance(89_000)
  idle.touched()
  expect(idle.secondsLeft()).toBe(90)
  clock.advance(89_000)
  expect(onOver).not.toHaveBeenCalled()
  dispose()
})

test('another screen begins the time anew, with its own limit', () => {
  const { idle, clock, setScreen, setLimitMs, dispose } = start()
  clock.advance(80_000)
  setScreen('done')
  setLimitMs(30_000)
  expect(idle.secondsLeft()).toBe(30)
  dispose()
})

test('a screen without a limit lives for ever', () => {
  const { idle, clock, onOver, setLimitMs, dispose } = start()
  setLimitMs(null)
  clock.advance(24 * 3_600_000)
  expect([idle.secondsLeft(), onOver.mock.calls]).toEqual([null, []])
  dispose()
})
