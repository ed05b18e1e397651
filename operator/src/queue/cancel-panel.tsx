import { Button } from '@totem/ui'
import { createSignal, type JSX } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { type QueueRow } from './queue-row.ts'
import { actLabels, queueTexts } from './queue.texts.ts'
import { ReasonSelect } from './reason-select.tsx'
import { cancelReasons } from './reasons.ts'
import { RowPanel } from './row-panel.tsx'

/** Cancels a ticket for a reason. */
export const CancelPanel = (props: { readonly row: QueueRow }): JSX.Element => {
  const desk = useDesk()
  const [reason, setReason] = createSignal('')
  const cancel = async (): Promise<void> => {
    if (await desk.acts.append(props.row, 'cancelled', { reason: reason() }))
      desk.setPanel(undefined)
  }
  return (
    <RowPanel>
      <ReasonSelect
        label="Por que cancelar?"
        reasons={cancelReasons}
        value={reason()}
        onChange={setReason}
      />
      <Button onClick={() => desk.setPanel(undefined)}>{queueTexts.back}</Button>
      <Button
        variant="danger"
        disabled={reason() === ''}
        busy={desk.acts.isBusy(props.row.id)}
        data-testid={`confirm-cancel-${props.row.number}`}
        onClick={() => void cancel()}
      >
        {actLabels.cancelled}
      </Button>
    </RowPanel>
  )
}
