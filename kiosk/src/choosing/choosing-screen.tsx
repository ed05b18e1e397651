import './choosing-screen.css'
import { type Service } from '@totem/shared-schema'
import { Button, Spinner } from '@totem/ui'
import { For, type JSX, Show } from 'solid-js'
import { type QueueLine } from '../queue/queue-line.ts'
import { useTexts } from '../texts/language.ts'
import { choosingTexts } from './choosing.texts.ts'
import { ServiceCard } from './service-card.tsx'

/** What there is to buy. */
export interface ChoosingScreenProps {
  /** `undefined` or empty until the first synchronisation has brought the catalogue. */
  readonly services: readonly Service[] | undefined
  readonly queueOf: (service: Service) => QueueLine
  /** IANA name of the studio's time zone. */
  readonly timeZone: string
  readonly onChoose: (service: Service) => void
  /** Wipes what was typed before going back; `undefined` when nothing was. */
  readonly onClear: (() => void) | undefined
}

/** The start, which draws people in and sells at once: each service as one large card that is a button all over. */
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
          {(service) => (
            <ServiceCard
              service={service}
              queue={props.queueOf(service)}
              timeZone={props.timeZone}
              onChoose={() => props.onChoose(service)}
            />
          )}
        </For>
      </div>
      <Show when={(props.services?.length ?? 0) > 0}>
        <div class="choosing-foot">
          <p>{texts().foot}</p>
          <Show when={props.onClear}>
            {(clear) => (
              <Button variant="quiet" icon="close" data-testid="clear" onClick={() => clear()()}>
                {texts().clear}
              </Button>
            )}
          </Show>
        </div>
      </Show>
    </div>
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
