import { QueueFigures } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { type Clock } from '../time/clock.ts'

/** How often the gateway is asked how long the queues are, in ms. */
const everyMs = 15_000

/** Figures, and when they came by the kiosk's own clock, in ms since 1970. */
export interface HeardFigures {
  readonly figures: QueueFigures
  readonly heardAt: number
}

/**
 * Keeps the queue figures fresh while the gateway answers; the last ones stay, and know how old they are. The device
 * signs the request and limits its time.
 */
export const createQueueFigures = (
  device: Pick<Device, 'ask'>,
  clock: Clock,
): Accessor<HeardFigures | undefined> => {
  const [heard, setHeard] = createSignal<HeardFigures>()
  let isAsking = false
  const look = async (): Promise<void> => {
    if (isAsking) return
    isAsking = true
    const answer = await device.ask({
      method: 'GET',
      path: '/sync/queue-figures',
      answer: QueueFigures,
    })
    isAsking = false
    if (answer.ok) setHeard({ figures: answer.value, heardAt: clock.now() })
  }
  void look()
  onCleanup(clock.every(everyMs, () => void look()))
  return heard
}
