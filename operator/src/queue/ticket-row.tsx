import './ticket-row.css'
import { createEffect, type JSX, Match, on, Show, Switch } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { actionsOf } from './actions.ts'
import { CancelPanel } from './cancel-panel.tsx'
import { MorePanel } from './more-panel.tsx'
import { PaymentPanel } from './payment-panel.tsx'
import { type QueueRow } from './queue-row.ts'
import { RowButtons } from './row-buttons.tsx'
import { RowInfo } from './row-info.tsx'
import { ServiceCountdown } from './service-countdown.tsx'

/** What a row is drawn from. */
export interface TicketRowProps {
  readonly row: QueueRow
  /** The device that *Atender* would take; `undefined` when all are in use. */
  readonly freeSlot: number | undefined
}

/** One ticket of the queue: who, since when, paid or not, and the buttons that make sense now. */
export const TicketRow = (props: TicketRowProps): JSX.Element => {
  const desk = useDesk()
  const actions = (): ReturnType<typeof actionsOf> =>
    actionsOf(props.row.status, props.row.payment, desk.grant().role)
  const panel = (): string | undefined => {
    const open = desk.panel()
    return open?.ticket === props.row.id ? open.kind : undefined
  }
  let line: HTMLLIElement | undefined
  const isFound = (): boolean => desk.found() === props.row.id
  createEffect(
    on(isFound, (found) => {
      if (!found || line === undefined) return
      line.closest('details')?.setAttribute('open', '')
      line.scrollIntoView({ block: 'center' })
      line.focus({ preventScroll: true })
    }),
  )
  return (
    <li
      ref={(element) => {
        line = element
      }}
      tabindex={isFound() ? -1 : undefined}
      data-found={isFound() ? '' : undefined}
      class="ticket-row"
      data-testid="ticket-row"
      data-number={props.row.number}
      data-status={props.row.status}
      data-payment={props.row.payment}
      aria-label={props.row.number}
    >
      <div class="ticket-row-line">
        <RowInfo row={props.row} />
        <Show when={props.row.status === 'in_service'}>
          <ServiceCountdown row={props.row} />
        </Show>
        <RowButtons row={props.row} actions={actions()} freeSlot={props.freeSlot} />
      </div>
      <Switch>
        <Match when={panel() === 'payment' && actions().takesPayment}>
          <PaymentPanel row={props.row} />
        </Match>
        <Match when={panel() === 'more'}>
          <MorePanel row={props.row} actions={actions()} freeSlot={props.freeSlot} />
        </Match>
        <Match when={panel() === 'cancel' && actions().far.includes('cancelled')}>
          <CancelPanel row={props.row} />
        </Match>
      </Switch>
    </li>
  )
}
