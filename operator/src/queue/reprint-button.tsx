import { type TicketStatus } from '@totem/shared-schema'
import { Button } from '@totem/ui'
import { type JSX } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { type QueueRow } from './queue-row.ts'
import { queueTexts } from './queue.texts.ts'

/** Says whether a ticket's holder may still need its paper. */
export const needsPaper = (status: TicketStatus): boolean =>
  status !== 'finished' && status !== 'cancelled'

/** Asks the kiosk that sold a ticket to print it once more, marked *2ª via*. */
export const ReprintButton = (props: { readonly row: QueueRow }): JSX.Element => {
  const desk = useDesk()
  return (
    <Button
      disabled={desk.acts.isBusy(props.row.id)}
      data-testid={`reprint-${props.row.number}`}
      onClick={() => {
        desk.setPanel(undefined)
        void desk.acts.append(props.row, 'reprint_requested', {})
      }}
    >
      {queueTexts.reprint}
    </Button>
  )
}
