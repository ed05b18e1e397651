import { type EventData, formatCents } from '@totem/shared-schema'
import { Button } from '@totem/ui'
import { createSignal, For, type JSX } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { type QueueRow } from './queue-row.ts'
import { ReasonSelect } from './reason-select.tsx'
import { type HandMethod, methodLabels, paymentReasons } from './reasons.ts'
import { RowPanel } from './row-panel.tsx'

const methods: readonly HandMethod[] = ['cash', 'card', 'receipt']

/** Confirms a payment that staff saw with their own eyes. */
export const PaymentPanel = (props: { readonly row: QueueRow }): JSX.Element => {
  const desk = useDesk()
  const [method, setMethod] = createSignal<HandMethod>('cash')
  const [chosenReason, setReason] = createSignal<string>()
  const reason = (): string =>
    chosenReason() ?? (props.row.payment === 'at_desk' ? 'chose_desk' : '')

  const confirm = async (): Promise<void> => {
    const data: EventData<'paid_by_hand'> = {
      method: method(),
      amountCents: props.row.priceCents,
      reason: reason(),
    }
    if (await desk.acts.append(props.row, 'paid_by_hand', data)) desk.setPanel(undefined)
  }
  return (
    <RowPanel>
      <div class="ticket-methods" role="group" aria-label="Como foi pago">
        <For each={methods}>
          {(one) => (
            <Button
              aria-pressed={method() === one}
              data-testid={`method-${one}`}
              onClick={() => setMethod(one)}
            >
              {methodLabels[one]}
            </Button>
          )}
        </For>
      </div>
      <ReasonSelect
        label="Por que na mão?"
        reasons={paymentReasons}
        value={reason()}
        onChange={setReason}
      />
      <Button
        variant="primary"
        icon="check"
        disabled={reason() === ''}
        busy={desk.acts.isBusy(props.row.id)}
        data-testid={`confirm-paid-${props.row.number}`}
        onClick={() => void confirm()}
      >
        Recebi {formatCents(props.row.priceCents)}
      </Button>
    </RowPanel>
  )
}
