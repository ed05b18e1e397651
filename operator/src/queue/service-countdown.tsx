import './service-countdown.css'
import { type JSX } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { formatCountdown } from '../time/format-time.ts'
import { type QueueRow } from './queue-row.ts'
import { queueTexts } from './queue.texts.ts'
import { serviceClock, type ServiceClock } from './service-clock.ts'

/** How much time of a service is left; an alarm look when none is. */
export const ServiceCountdown = (props: { readonly row: QueueRow }): JSX.Element => {
  const desk = useDesk()
  const clock = (): ServiceClock => serviceClock(props.row, desk.now())
  const text = (): string => {
    const read = clock()
    return read.kind === 'over'
      ? queueTexts.over(formatCountdown(read.overMs))
      : formatCountdown(read.leftMs)
  }
  const leftShare = (): number => {
    const read = clock()
    return read.kind === 'over' ? 0 : read.leftMs / (props.row.durationMinutes * 60_000)
  }
  return (
    <span
      class="service-countdown"
      role="timer"
      aria-label={clock().kind === 'over' ? `${queueTexts.overLabel}, ${text()}` : text()}
      data-clock={clock().kind}
      style={{ '--left': leftShare() }}
    >
      {text()}
    </span>
  )
}
