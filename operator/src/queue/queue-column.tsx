import './queue-column.css'
import { Button, Icon } from '@totem/ui'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { DeviceSlots } from './device-slots.tsx'
import { DoneSection } from './done-section.tsx'
import { freeSlot } from './free-slot.ts'
import { inkOn } from './ink-on.ts'
import { type QueueRow } from './queue-row.ts'
import { type QueueColumn as Column } from './queue-view.ts'
import { queueTexts } from './queue.texts.ts'
import { TicketRow } from './ticket-row.tsx'

/** One service of the queue, in its colour. */
export const QueueColumn = (props: { readonly column: Column }): JSX.Element => {
  const desk = useDesk()
  const next = (): QueueRow | undefined =>
    props.column.waiting.find(({ id }) => id === props.column.next)
  const isCallable = (): boolean => {
    const row = next()
    return row !== undefined && !desk.acts.isBusy(row.id)
  }
  const free = createMemo(() => freeSlot(props.column, desk.now()))
  const isEmpty = (): boolean =>
    props.column.inService.length + props.column.called.length + props.column.waiting.length === 0
  return (
    <section
      class="queue-column"
      aria-label={props.column.name}
      style={{ '--service': props.column.color, '--on-service': inkOn(props.column.color) }}
    >
      <header class="queue-column-head">
        <div>
          <h2>{props.column.name}</h2>
          <p>
            <span data-testid={`waiting-${props.column.id}`}>
              {queueTexts.waiting(props.column.waiting.length)}
            </span>
            {' · '}
            {queueTexts.devices(props.column.inService.length, props.column.devices)}
          </p>
        </div>
        <Button
          class="queue-column-next"
          size="l"
          disabled={!isCallable()}
          data-testid={`call-next-${props.column.id}`}
          onClick={() => {
            const row = next()
            if (row !== undefined)
              void desk.acts.append(row, 'called', free() === undefined ? {} : { slot: free() })
          }}
        >
          {queueTexts.callNext}
          <Show when={next()}>{(row) => <small> {row().number}</small>}</Show>
        </Button>
      </header>
      <DeviceSlots column={props.column} />
      <div class="queue-column-body">
        <Show when={isEmpty()}>
          <div class="queue-empty">
            <Icon name="ticket" />
            <strong>{queueTexts.emptyTitle}</strong>
            <span>{queueTexts.emptyText}</span>
          </div>
        </Show>
        <Rows title={queueTexts.inService} rows={props.column.inService} freeSlot={free()} />
        <Rows title={queueTexts.called} rows={props.column.called} freeSlot={free()} />
        <Rows title={queueTexts.queue} rows={props.column.waiting} freeSlot={free()} />
        <DoneSection rows={props.column.done} />
      </div>
    </section>
  )
}

interface RowsProps {
  readonly title: string
  readonly rows: readonly QueueRow[]
  readonly freeSlot: number | undefined
}

const Rows = (props: RowsProps): JSX.Element => (
  <Show when={props.rows.length > 0}>
    <h3>{props.title}</h3>
    <ul>
      <For each={props.rows}>{(row) => <TicketRow row={row} freeSlot={props.freeSlot} />}</For>
    </ul>
  </Show>
)
