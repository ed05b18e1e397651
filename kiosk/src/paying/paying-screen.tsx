import './paying-screen.css'
import { formatCents } from '@totem/shared-schema'
import { Button, Icon, QrCode, Spinner } from '@totem/ui'
import { For, type JSX, Match, Show, Switch } from 'solid-js'
import { type SaleEvent } from '../sale/sale-event.ts'
import { type SaleIn } from '../sale/sale-state.ts'
import { mayRetry } from '../sale/step.ts'
import { useTexts } from '../texts/language.ts'
import { CancelButton } from './cancel-button.tsx'
import { minutesAndSeconds } from './minutes-and-seconds.ts'
import { payingTexts } from './paying.texts.ts'

/** A sale that is to be paid. */
export interface PayingScreenProps {
  readonly state: SaleIn<
    'charging' | 'showing_qr' | 'showing_offline' | 'expired' | 'charge_refused' | 'cancelling'
  >
  /** What is bought, in the customer's language. */
  readonly serviceName: string
  readonly secondsLeft: number | null
  readonly dispatch: (event: SaleEvent) => void
}

/** The Pix QR code with number and price; it turns to success by itself. */
export const PayingScreen = (props: PayingScreenProps): JSX.Element => {
  const texts = useTexts(payingTexts)
  return (
    <div class="paying">
      <div class="paying-facts">
        <p class="paying-number">
          <span>{texts().number}</span>
          <strong data-testid="paying-number">{props.state.ticket.number}</strong>
        </p>
        <p class="paying-price">
          <span data-testid="paying-service">{props.serviceName}</span>
          <strong>{formatCents(props.state.ticket.sale.service.priceCents)}</strong>
        </p>
      </div>
      <Charge {...props} />
      <Show when={props.state.kind !== 'cancelling'}>
        <div class="paying-actions">
          <Show when={mayRetry(props.state)}>
            <Button
              size="l"
              variant="primary"
              icon="refresh"
              data-testid="retry"
              onClick={() => props.dispatch({ kind: 'retry_pressed' })}
            >
              {texts().retry}
            </Button>
          </Show>
          <Show when={props.state.kind === 'showing_offline'}>
            <Button
              size="l"
              variant="primary"
              icon="check"
              data-testid="said-paid"
              onClick={() => props.dispatch({ kind: 'paid_said' })}
            >
              {texts().saidPaid}
            </Button>
          </Show>
          <Button
            size="l"
            icon="desk"
            data-testid="pay-at-desk"
            onClick={() => props.dispatch({ kind: 'desk_pressed' })}
          >
            {texts().desk}
          </Button>
          <CancelButton onConfirm={() => props.dispatch({ kind: 'cancel_confirmed' })} />
        </div>
      </Show>
    </div>
  )
}

const Charge = (props: PayingScreenProps): JSX.Element => {
  const texts = useTexts(payingTexts)
  const timeLeft = () => {
    const time = minutesAndSeconds(props.secondsLeft ?? 0)
    return isOffline() ? texts().screenFor(time) : texts().validFor(time)
  }
  const isOffline = () => props.state.kind === 'showing_offline'
  const shown = () => {
    const { state } = props
    return state.kind === 'showing_qr' || state.kind === 'showing_offline'
      ? state.charge
      : undefined
  }
  return (
    <Switch>
      <Match when={shown()}>
        {(charge) => (
          <section class="charge">
            <h1>{texts().title}</h1>
            <div class="charge-qr">
              <QrCode payload={charge().brCode} label={texts().qr} testId="pix-qr" />
            </div>
            <ol class="charge-steps">
              <For each={texts().steps}>{(line) => <li>{line}</li>}</For>
            </ol>
            <p class="charge-wait" role="status">
              <Show when={isOffline()} fallback={<Spinner />}>
                <Icon name="cloud-off" />
              </Show>{' '}
              {isOffline() ? texts().waitingOffline : texts().waiting}
            </p>
            <p class="charge-time" data-testid="charge-time">
              <Icon name="clock" /> {timeLeft()}
            </p>
          </section>
        )}
      </Match>
      <Match when={props.state.kind === 'charging'}>
        <Words title={texts().preparing} text={texts().preparingHint} busy />
      </Match>
      <Match when={props.state.kind === 'expired'}>
        <Words title={texts().expired} text={texts().expiredHint} />
      </Match>
      <Match when={props.state.kind === 'charge_refused'}>
        <Words title={texts().refused} text={texts().refusedHint} />
      </Match>
      <Match when={props.state.kind === 'cancelling'}>
        <Words title={texts().cancelling} busy />
      </Match>
    </Switch>
  )
}

const Words = (props: {
  readonly title: string
  readonly text?: string
  readonly busy?: boolean
}): JSX.Element => (
  <section class="charge charge-words" role="status">
    <Show when={props.busy === true} fallback={<Icon name="clock" />}>
      <Spinner />
    </Show>
    <h1>{props.title}</h1>
    <p>{props.text}</p>
  </section>
)
