import { type ServiceEventType } from '@totem/shared-schema'
import { Button } from '@totem/ui'
import { For, type JSX, Show } from 'solid-js'
import { type OpenPanel, useDesk } from '../app/desk.ts'
import { ActButton, UndoButton } from './act-button.tsx'
import { type RowActions } from './actions.ts'
import { type QueueRow } from './queue-row.ts'
import { queueTexts } from './queue.texts.ts'
import { needsPaper } from './reprint-button.tsx'

/** What the buttons of a row are drawn from. */
export interface RowButtonsProps {
  readonly row: QueueRow
  readonly actions: RowActions
  readonly freeSlot: number | undefined
}

/** The buttons of a row, the next step last: there the thumb is. */
export const RowButtons = (props: RowButtonsProps): JSX.Element => {
  const desk = useDesk()
  const isOpen = (kind: OpenPanel['kind']): boolean =>
    desk.panel()?.ticket === props.row.id && desk.panel()?.kind === kind
  const toggle = (kind: OpenPanel['kind']): void =>
    desk.setPanel(isOpen(kind) ? undefined : { ticket: props.row.id, kind })
  const hasMore = (): boolean =>
    props.actions.far.length > 0 ||
    needsPaper(props.row.status) ||
    (props.row.status === 'waiting' && props.row.undo !== null)
  return (
    <div class="ticket-buttons">
      <Show when={props.row.status !== 'waiting' && props.row.undo}>
        {(undo) => <UndoButton row={props.row} undo={undo()} />}
      </Show>
      <Show when={hasMore()}>
        <Button
          variant="quiet"
          aria-expanded={isOpen('more')}
          data-testid={`more-${props.row.number}`}
          onClick={() => toggle('more')}
        >
          {isOpen('more') ? queueTexts.less : queueTexts.more}
        </Button>
      </Show>
      <Show when={props.actions.takesPayment}>
        <Button
          aria-expanded={isOpen('payment')}
          data-testid={`paid-by-hand-${props.row.number}`}
          onClick={() => toggle('payment')}
        >
          {queueTexts.receive}
        </Button>
      </Show>
      <For each={props.actions.near}>
        {(type: ServiceEventType) => (
          <ActButton row={props.row} type={type} freeSlot={props.freeSlot} />
        )}
      </For>
      <Show when={props.actions.next}>
        {(type) => (
          <ActButton row={props.row} type={type()} freeSlot={props.freeSlot} variant="primary" />
        )}
      </Show>
    </div>
  )
}
