import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Gives the time in ms since 1970 as a signal that ticks every second. */
export const createClock = (readMs: () => number): Accessor<number> => {
  const [now, setNow] = createSignal(readMs())
  const timer = setInterval(() => setNow(readMs()), 1_000)
  onCleanup(() => clearInterval(timer))
  return now
}
