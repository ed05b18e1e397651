import { type Accessor, createMemo, createSignal, on } from 'solid-js'
import { type Clock } from '../time/clock.ts'
import { createCountdown } from '../time/create-countdown.ts'

/** What is watched for idleness. */
export interface IdleDeps {
  /** How long nothing may happen, in ms; `null`: for ever. */
  readonly limitMs: Accessor<number | null>
  /** Changes when people reach another screen, which begins the time anew. */
  readonly screen: Accessor<string>
  readonly onOver: () => void
  readonly clock: Clock
}

/** How long a screen has still to live, and how a touch prolongs it. */
export interface Idle {
  readonly secondsLeft: Accessor<number | null>
  readonly touched: () => void
}

/** Watches for a customer who has walked away. */
export const createIdle = (deps: IdleDeps): Idle => {
  const [touches, setTouches] = createSignal(0)
  // Derived, not set by an effect: that might run after the countdown has seen the new limit with the old time.
  const beganAt = createMemo(on([deps.screen, touches], () => deps.clock.now()))
  const endsAt = createMemo(() => {
    const limitMs = deps.limitMs()
    return limitMs === null ? null : beganAt() + limitMs
  })
  return {
    secondsLeft: createCountdown(endsAt, () => deps.onOver(), deps.clock),
    touched: () => setTouches((count) => count + 1),
  }
}
