import { type ServiceFigures } from './queue-figures.ts'

/** What can honestly be said about the wait of somebody who buys now. */
export type WaitEstimate =
  /** Nobody serves this service at the moment. */
  | { readonly kind: 'closed' }
  /** A device is free, or will be within two minutes. */
  | { readonly kind: 'no_wait' }
  | {
      readonly kind: 'wait'
      readonly fromMinutes: number
      readonly toMinutes: number
      /** When one would be called, to five minutes, in ms since 1970. */
      readonly calledAt: number
    }

const minuteMs = 60_000
/** Times are told in steps of this many minutes: more would pretend to know. */
export const stepMinutes = 5
/** Below this wait, in minutes, people are told to expect none. */
const hardlyMinutes = 2
/** Time between two customers on one device, in minutes: drying, changing, cleaning. */
const turnoverMinutes = 2
/** How far from the reckoning the truth is told to lie, either way. */
const spread = 0.2

/**
 * Estimates the wait of one more customer. The queue is played through as it would go: whoever is first gets the
 * device that is free first. `nowMs` is by the gateway's clock. Pure.
 */
export const estimateWait = (figures: ServiceFigures, nowMs: number): WaitEstimate => {
  const { devices, waiting, minutes } = figures
  if (devices === null || devices === 0) return { kind: 'closed' }
  const freeAt = devicesFreeAt(figures, devices, nowMs)
  const sessionMs = (minutes + turnoverMinutes) * minuteMs
  for (let served = 0; served < waiting; served += 1) {
    const first = earliest(freeAt)
    freeAt[first] = (freeAt[first] ?? nowMs) + sessionMs
  }
  const waitMinutes = ((freeAt[earliest(freeAt)] ?? nowMs) - nowMs) / minuteMs
  if (waitMinutes <= hardlyMinutes) return { kind: 'no_wait' }
  return {
    kind: 'wait',
    fromMinutes: Math.floor((waitMinutes * (1 - spread)) / stepMinutes) * stepMinutes,
    toMinutes: Math.ceil((waitMinutes * (1 + spread)) / stepMinutes) * stepMinutes,
    calledAt: toStep(nowMs + waitMinutes * minuteMs),
  }
}

/** Says when each device is free. A session that runs over its time is expected to end in a turnover's time. */
const devicesFreeAt = ({ busyUntil }: ServiceFigures, devices: number, nowMs: number): number[] => {
  const soonMs = nowMs + turnoverMinutes * minuteMs
  // A device that was taken out of the shift while in use serves nobody after its last session.
  const busy = busyUntil.map((endsAt) => Math.max(endsAt, soonMs)).toSorted((a, b) => a - b)
  const kept = busy.slice(0, devices)
  return [...kept, ...Array.from({ length: devices - kept.length }, () => nowMs)]
}

const earliest = (times: readonly number[]): number =>
  times.reduce((best, time, index) => (time < (times[best] ?? Infinity) ? index : best), 0)

const toStep = (ms: number): number => {
  const stepMs = stepMinutes * minuteMs
  return Math.round(ms / stepMs) * stepMs
}
