import { type ServiceEventType } from '@totem/shared-schema'
import { Button, type ButtonProps } from '@totem/ui'
import { type JSX } from 'solid-js'
import { type Desk, useDesk } from '../app/desk.ts'
import { type QueueRow } from './queue-row.ts'
import { actLabels, actTestIds, queueTexts } from './queue.texts.ts'
import { type UndoableAct } from './undo.ts'

/** What a button that moves a ticket needs. */
export interface ActButtonProps {
  readonly row: QueueRow
  readonly type: ServiceEventType
  readonly freeSlot: number | undefined
  readonly variant?: ButtonProps['variant']
}

/** Moves a ticket by one step; cancelling asks for its reason first. */
export const ActButton = (props: ActButtonProps): JSX.Element => {
  const desk = useDesk()
  const act = async (): Promise<void> => {
    if (props.type === 'cancelled') {
      desk.setPanel({ ticket: props.row.id, kind: 'cancel' })
      return
    }
    desk.setPanel(undefined)
    await appendStep(desk, props.row, {
      type: props.type,
      // Whoever was called to a device is served there.
      slot: props.row.status === 'called' ? (props.row.slot ?? props.freeSlot) : props.freeSlot,
    })
  }
  return (
    <Button
      variant={props.variant ?? 'secondary'}
      disabled={desk.acts.isBusy(props.row.id)}
      data-testid={`${actTestIds[props.type]}-${props.row.number}`}
      onClick={() => void act()}
    >
      {actLabels[props.type]}
    </Button>
  )
}

/** Takes back the operator's own last act on a ticket. */
export const UndoButton = (props: {
  readonly row: QueueRow
  readonly undo: UndoableAct
}): JSX.Element => {
  const desk = useDesk()
  return (
    <Button
      class="undo-button"
      variant="quiet"
      icon="undo"
      aria-label={queueTexts.undo}
      title={queueTexts.undo}
      disabled={desk.acts.isBusy(props.row.id)}
      data-testid={`undo-${props.row.number}`}
      onClick={() => {
        desk.setPanel(undefined)
        void desk.acts.append(props.row, 'undone', { event: props.undo.event })
      }}
    />
  )
}

const appendStep = (
  desk: Desk,
  row: QueueRow,
  step: {
    readonly type: Exclude<ServiceEventType, 'cancelled'>
    readonly slot: number | undefined
  },
): Promise<boolean> =>
  step.type === 'started' || step.type === 'called'
    ? desk.acts.append(row, step.type, step.slot === undefined ? {} : { slot: step.slot })
    : desk.acts.append(row, step.type, {})
