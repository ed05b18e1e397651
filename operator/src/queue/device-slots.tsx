import './device-slots.css'
import { For, type JSX, Match, Show, Switch } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { formatCountdown } from '../time/format-time.ts'
import { type Slot, slotsOf } from './free-slot.ts'
import { type QueueRow } from './queue-row.ts'
import { type QueueColumn } from './queue-view.ts'
import { queueTexts } from './queue.texts.ts'
import { serviceClock } from './service-clock.ts'

/** What each device of a service is doing, at a glance. */
export const DeviceSlots = (props: { readonly column: QueueColumn }): JSX.Element => {
  const desk = useDesk()
  const numbers = (): readonly number[] =>
    Array.from({ length: props.column.devices }, (_, index) => index + 1)
  const slot = (number: number): Slot | undefined => slotsOf(props.column, desk.now())[number - 1]
  return (
    <Show when={props.column.devices > 0}>
      <ol class="device-slots" aria-label={queueTexts.slots(props.column.name)}>
        <For each={numbers()}>
          {(number) => (
            <li data-slot={number} data-kind={kindOf(slot(number), desk.now())}>
              <strong>{number}</strong>
              <span>
                <SlotText slot={slot(number)} />
              </span>
            </li>
          )}
        </For>
      </ol>
    </Show>
  )
}

const SlotText = (props: { readonly slot: Slot | undefined }): JSX.Element => {
  const desk = useDesk()
  return (
    <Switch fallback={queueTexts.slotFree}>
      <Match when={props.slot?.kind === 'in_service' && props.slot.row}>
        {(row) => `${row().number} ${clockText(row(), desk.now())}`}
      </Match>
      <Match when={props.slot?.kind === 'called' && props.slot.row}>
        {(row) => queueTexts.slotCalled(row().number)}
      </Match>
      <Match when={props.slot?.kind === 'cleaning' && props.slot.until}>
        {(until) => queueTexts.slotCleaning(formatCountdown(until() - desk.now()))}
      </Match>
    </Switch>
  )
}

const kindOf = (slot: Slot | undefined, nowMs: number): string | undefined =>
  slot?.kind === 'in_service' && serviceClock(slot.row, nowMs).kind === 'over' ? 'over' : slot?.kind

const clockText = (row: QueueRow, nowMs: number): string => {
  const clock = serviceClock(row, nowMs)
  return clock.kind === 'over'
    ? queueTexts.over(formatCountdown(clock.overMs))
    : formatCountdown(clock.leftMs)
}
