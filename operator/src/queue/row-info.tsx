import { Icon } from '@totem/ui'
import { type JSX, Match, Show, Switch } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { formatDay, formatElapsed, formatTime } from '../time/format-time.ts'
import { PaymentPill } from './payment-pill.tsx'
import { type QueueRow } from './queue-row.ts'
import { queueTexts } from './queue.texts.ts'

/** Number, name, money, and how long the ticket has been where it is. */
export const RowInfo = (props: { readonly row: QueueRow }): JSX.Element => {
  const desk = useDesk()
  const elapsed = (): string => formatElapsed(desk.now() - props.row.since)
  return (
    <>
      <strong class="ticket-number">{props.row.number}</strong>
      <div class="ticket-who">
        <span class="ticket-name" classList={{ 'is-missing': props.row.name === null }}>
          {props.row.name ?? queueTexts.noName}
        </span>
        <span class="ticket-facts">
          <PaymentPill payment={props.row.payment} isOnTrust={props.row.isOnTrust} />
          <span>
            <Switch
              fallback={queueTexts.at(
                props.row.status,
                formatTime(props.row.since, desk.timeZone()),
              )}
            >
              <Match when={props.row.status === 'waiting'}>{queueTexts.waited(elapsed())}</Match>
              <Match when={props.row.status === 'called'}>
                {queueTexts.calledFor(elapsed())}
                <Show when={props.row.slot}>{(slot) => ` · ${queueTexts.slot(slot())}`}</Show>
              </Match>
              <Match when={props.row.status === 'in_service'}>
                <Show when={props.row.slot}>{(slot) => queueTexts.slot(slot())}</Show>
              </Match>
            </Switch>
          </span>
          <Show when={props.row.recalls > 0}>
            <span>{queueTexts.recalls(props.row.recalls)}</span>
          </Show>
          <Show when={props.row.origin !== 'online' && props.row.origin}>
            {(origin) => (
              <span data-origin={origin()}>
                <Icon name={origin() === 'offline' ? 'cloud-off' : 'ticket'} />{' '}
                {queueTexts.origin[origin()]}
              </span>
            )}
          </Show>
          <Show when={props.row.isProvisional}>
            <span class="ticket-left">{queueTexts.provisional}</span>
          </Show>
          <Show when={props.row.leftFrom}>
            {(day) => <span class="ticket-left">{queueTexts.leftFrom(formatDay(day()))}</span>}
          </Show>
        </span>
      </div>
    </>
  )
}
