import './choosing-screen.css'
import { type Service, formatCents } from '@totem/shared-schema'
import { Icon, Spinner } from '@totem/ui'
import { For, type JSX, Show } from 'solid-js'
import { useTexts } from '../texts/language.ts'
import { choosingTexts } from './choosing.texts.ts'
import { ServiceArt } from './service-art.tsx'

/** What there is to buy. */
export interface ChoosingScreenProps {
  /** `undefined` or empty until the first synchronisation has brought the catalogue. */
  readonly services: readonly Service[] | undefined
  readonly onChoose: (service: Service) => void
}

/** The start: each service as one large card that is a button all over. */
export const ChoosingScreen = (props: ChoosingScreenProps): JSX.Element => {
  const texts = useTexts(choosingTexts)
  return (
    <div class="choosing">
      <div class="choosing-head">
        <h1>{texts().title}</h1>
        <p>{texts().lead}</p>
      </div>
      <div class="choosing-services">
        <For each={props.services} fallback={<Preparing />}>
          {(service) => <ServiceCard service={service} onChoose={() => props.onChoose(service)} />}
        </For>
      </div>
      <Show when={(props.services?.length ?? 0) > 0}>
        <p class="choosing-foot">{texts().foot}</p>
      </Show>
    </div>
  )
}

interface ServiceCardProps {
  readonly service: Service
  readonly onChoose: () => void
}

const ServiceCard = (props: ServiceCardProps): JSX.Element => {
  const texts = useTexts(choosingTexts)
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
        <span class="service-name">{props.service.name}</span>
        <span class="service-description">{props.service.description}</span>
        <span class="service-facts">
          <span class="service-fact">
            <Icon name="clock" /> {texts().minutes(props.service.durationMinutes)}
          </span>
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

const Preparing = (): JSX.Element => {
  const texts = useTexts(choosingTexts)
  return (
    <div class="preparing" role="status">
      <Spinner />
      <h2>{texts().preparing}</h2>
      <p>{texts().preparingHint}</p>
    </div>
  )
}
