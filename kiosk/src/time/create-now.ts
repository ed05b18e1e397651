import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { type Clock } from './clock.ts'

/** Gives the time in ms since 1970 as screens need it: to a few seconds. */
export const createNow = (clock: Clock): Accessor<number> => {
  const [now, setNow] = createSignal(clock.now())
  onCleanup(clock.every(5_000, () => setNow(clock.now())))
  return now
}
