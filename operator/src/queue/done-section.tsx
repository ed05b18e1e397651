import { Button } from '@totem/ui'
import { createEffect, createSignal, For, type JSX, Show } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { type QueueRow } from './queue-row.ts'
import { queueTexts } from './queue.texts.ts'
import { TicketRow } from './ticket-row.tsx'

/** A busy day ends with thousands; a page of them is drawn at a time. */
const page = 30

/** What is done today, folded away until somebody comes back. */
export const DoneSection = (props: { readonly rows: readonly QueueRow[] }): JSX.Element => {
  const desk = useDesk()
  const [shown, setShown] = createSignal(page)
  createEffect(() => {
    const found = props.rows.findIndex(({ id }) => id === desk.found())
    setShown((count) => Math.max(count, found + 1))
  })
  return (
    <Show when={props.rows.length > 0}>
      <details class="queue-done">
        <summary data-testid="done-today">{queueTexts.done(props.rows.length)}</summary>
        <ul>
          <For each={props.rows.slice(0, shown())}>
            {(row) => <TicketRow row={row} freeSlot={undefined} />}
          </For>
        </ul>
        <Show when={props.rows.length > shown()}>
          <Button onClick={() => setShown((count) => count + page)}>{queueTexts.doneMore}</Button>
        </Show>
      </details>
    </Show>
  )
}
