import { type Service, formatCents, serviceWords } from '@totem/shared-schema'
import { Icon } from '@totem/ui'
import { type JSX, Show } from 'solid-js'
import { type QueueLine } from '../queue/queue-line.ts'
import { useLanguage, useTexts } from '../texts/language.ts'
import { timeOfDay } from '../time/time-of-day.ts'
import { choosingTexts } from './choosing.texts.ts'
import { ServiceArt } from './service-art.tsx'

/** A service on sale and its queue. */
export interface ServiceCardProps {
  readonly service: Service
  readonly queue: QueueLine
  readonly timeZone: string
  readonly onChoose: () => void
}

/** One service: what it is, what it costs, how long it takes and how long one waits. */
export const ServiceCard = (props: ServiceCardProps): JSX.Element => {
  const texts = useTexts(choosingTexts)
  const language = useLanguage()
  const words = () => serviceWords(props.service, language())
  return (
    <button
      type="button"
      class="service"
      data-testid={`service-${props.service.id}`}
      style={{ '--service': props.service.color }}
      onClick={() => props.onChoose()}
    >
      <ServiceArt code={props.service.id} />
      <span class="service-words">
        <span class="service-name">{words().name}</span>
        <span class="service-description">{words().description}</span>
        <span class="service-facts">
          <span class="service-fact">
            <Icon name="clock" /> {texts().minutes(props.service.durationMinutes)}
          </span>
          <Queue queue={props.queue} timeZone={props.timeZone} />
        </span>
      </span>
      <span class="service-buy">
        <span class="service-price">{formatCents(props.service.priceCents)}</span>
        <span class="service-go">
          {texts().choose} <Icon name="arrow-right" />
        </span>
      </span>
    </button>
  )
}

const Queue = (props: { readonly queue: QueueLine; readonly timeZone: string }): JSX.Element => {
  const texts = useTexts(choosingTexts)
  const line = (): string => {
    const { queue } = props
    switch (queue.kind) {
      case 'unknown':
        return ''
      case 'closed':
        return texts().closed
      case 'no_wait':
        return texts().noWait
      case 'wait':
        return texts().wait(queue.fromMinutes, queue.toMinutes)
      case 'old':
        return texts().old(queue.minutesAgo, queue.waiting)
    }
  }
  const called = () => (props.queue.kind === 'wait' ? props.queue.calledAt : undefined)
  return (
    <Show when={line() !== ''}>
      <span class="service-fact" data-testid="queue" data-queue={props.queue.kind}>
        <Icon name="people" /> {line()}
      </span>
      <Show when={called()}>
        {(at) => (
          <span class="service-called">{texts().calledAt(timeOfDay(at(), props.timeZone))}</span>
        )}
      </Show>
    </Show>
  )
}
