import fc from 'fast-check'
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

/** Screens as the kiosk has them: both what is shown and how long it lives follow from one state. */
const limits = { choosing: null, filling: 90_000, showing_qr: null, expired: 300_000 } as const
type Screen = keyof typeof limits
const anyScreen = fc.constantFrom<Screen[]>('choosing', 'filling', 'showing_qr', 'expired')

test('on whatever way a screen is reached, it lives for its whole time', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyScreen, fc.boolean()), { maxLength: 8 }), (way) => {
      const clock = fakeClock()
      const onOver = vi.fn()
      const [state, setState] = createSignal<readonly [Screen, boolean]>(['choosing', false])
      const dispose = createRoot((end) => {
        createIdle({
          limitMs: () => (state()[1] ? 60_000 : limits[state()[0]]),
          screen: () => state().join(' '),
          onOver,
          clock,
        })
        return end
      })
      for (const [index, next] of way.entries()) {
        clock.advance(16 * 60_000)
        onOver.mockClear()
        setState(next)
        const isSame = next.join(' ') === way[index - 1]?.join(' ')
        if (!isSame) expect(onOver).not.toHaveBeenCalled()
      }
      dispose()
    }),
  )
})
