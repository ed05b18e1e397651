import './finishing-screen.css'
import { Button, Icon, type IconName, StatusPill, type Tone } from '@totem/ui'
import { type JSX, Show } from 'solid-js'
import { PrintingNote } from '../printing/printing-note.tsx'
import { type ToldWait } from '../queue/told-wait.ts'
import { warningSeconds } from '../sale/idle-limit.ts'
import { type SaleEvent } from '../sale/sale-event.ts'
import { type SaleIn } from '../sale/sale-state.ts'
import { useTexts } from '../texts/language.ts'
import { finishingTexts } from './finishing.texts.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

/** A sale that is over, one way or another. */
export interface FinishingScreenProps {
  readonly state: SaleIn<'done' | 'cancelled'>
  /** What was bought, in the customer's language. */
  readonly serviceName: string
  /** The wait the customer was told, and now reads on the paper. */
  readonly wait: ToldWait | undefined
  readonly secondsLeft: number | null
  readonly dispatch: (event: SaleEvent) => void
}

interface Look {
  readonly tone: Tone
  readonly icon: IconName
}

const looks: Readonly<Record<Outcome, Look>> = {
  paid: { tone: 'good', icon: 'check' },
  awaiting: { tone: 'info', icon: 'clock' },
  desk: { tone: 'info', icon: 'desk' },
  no_connection: { tone: 'warn', icon: 'cloud-off' },
  review: { tone: 'warn', icon: 'alert' },
  cancelled: { tone: 'neutral', icon: 'close' },
  refund_due: { tone: 'warn', icon: 'alert' },
}

/** The number to remember, what is known of the money, and what happens next. */
export const FinishingScreen = (props: FinishingScreenProps): JSX.Element => {
  const texts = useTexts(finishingTexts)
  const outcome = () => outcomeOf(props.state)
  const look = () => looks[outcome()]
  const words = () => texts()[outcome()]
  return (
    <div class="finishing" data-tone={look().tone}>
      <div class="finishing-head" role="status">
        <span class="finishing-sign">
          <Icon name={look().icon} />
        </span>
        <h1>{words().title}</h1>
      </div>
      <section class="stub">
        <p class="stub-label">{texts().number}</p>
        <p class="stub-number" data-testid="ticket-number">
          {props.state.ticket.number}
        </p>
        <div class="stub-tear" />
        <p class="stub-service" data-testid="sold-service">
          {props.serviceName}
        </p>
        <StatusPill tone={look().tone} icon={look().icon}>
          {words().pill}
        </StatusPill>
      </section>
      <p class="finishing-next">{words().next}</p>
      <Show when={props.state.kind === 'done'}>
        <PrintingNote ticket={props.state.ticket} wait={props.wait} />
      </Show>
      <div class="finishing-actions">
        <Button
          size="l"
          variant="primary"
          data-testid="new-sale"
          onClick={() => props.dispatch({ kind: 'new_sale_pressed' })}
        >
          {texts().again}
        </Button>
        <Show when={props.secondsLeft}>
          {(seconds) => (
            <p class="finishing-closes" data-soon={seconds() <= warningSeconds ? '' : undefined}>
              {texts().closes(seconds())}
            </p>
          )}
        </Show>
      </div>
    </div>
  )
}
