import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { type Clock } from './clock.ts'

/**
 * Counts down to a moment (ms since 1970): gives the whole seconds left, and calls `onOver` once
 * when it is reached. `null`: there is nothing to count to.
 */
export const createCountdown = (
  endsAt: Accessor<number | null>,
  onOver: () => void,
  clock: Clock,
): Accessor<number | null> => {
  const [secondsLeft, setSecondsLeft] = createSignal<number | null>(null)
  createEffect(
    on(endsAt, (endMs) => {
      if (endMs === null) {
        setSecondsLeft(null)
        return
      }
      const look = (): void => {
        const left = Math.max(0, Math.ceil((endMs - clock.now()) / 1_000))
        setSecondsLeft(left)
        if (left > 0) return
        stop()
        onOver()
      }
      const stop = clock.every(250, look)
      onCleanup(stop)
      look()
    }),
  )
  return secondsLeft
}
