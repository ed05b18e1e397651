import * as v from 'valibot'
import { ServiceCode } from '../ids/ids.ts'

const Moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Parses what everybody may know of the queue of one service: counts and times, nobody's number or name. */
export const ServiceFigures = v.object({
  service: ServiceCode,
  /** Tickets that wait or were called. */
  waiting: Count,
  /** When each device in use is expected to be free, in ms since 1970. */
  busyUntil: v.array(Moment),
  /** How many devices (*aparelhos*) serve; `null` while no shift is open. */
  devices: v.nullable(Count),
  /** How long one session takes, in minutes. */
  minutes: v.pipe(v.number(), v.minValue(0)),
})
/** The anonymous queue of one service. */
export type ServiceFigures = v.InferOutput<typeof ServiceFigures>

/** Parses the answer of `GET /sync/queue-figures`; `at` is the gateway's time in ms since 1970. */
export const QueueFigures = v.object({ at: Moment, services: v.array(ServiceFigures) })
/** The anonymous queues of a studio. */
export type QueueFigures = v.InferOutput<typeof QueueFigures>
