import { For, type JSX, Show } from 'solid-js'
import { ActButton, UndoButton } from './act-button.tsx'
import { needsPaper, ReprintButton } from './reprint-button.tsx'
import { type RowButtonsProps } from './row-buttons.tsx'
import { RowPanel } from './row-panel.tsx'

/** What is rarely pressed on a row, unfolded below it. */
export const MorePanel = (props: RowButtonsProps): JSX.Element => (
  <RowPanel>
    <Show when={props.row.status === 'waiting' && props.row.undo}>
      {(undo) => <UndoButton row={props.row} undo={undo()} />}
    </Show>
    <For each={props.actions.far}>
      {(type) => <ActButton row={props.row} type={type} freeSlot={props.freeSlot} />}
    </For>
    <Show when={needsPaper(props.row.status)}>
      <ReprintButton row={props.row} />
    </Show>
  </RowPanel>
)
