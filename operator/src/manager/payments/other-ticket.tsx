import { Button, TextField } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { createObserved } from '../../app/create-observed.ts'
import { useDesk } from '../../app/desk.ts'
import { actLabel } from './act-words.ts'
import { paymentsTexts } from './payments.texts.ts'
import { type ReviewAct } from './review-acts.ts'

/** Puts money on a ticket that nobody suggested, by the number on its paper; of several days with one number a person chooses. */
export const OtherTicket = (props: {
  readonly movement: string
  readonly onFound: (act: ReviewAct) => void
}): JSX.Element => {
  const desk = useDesk()
  const tickets = createObserved(desk.device.tickets$)
  const [number, setNumber] = createSignal('')
  const [found, setFound] = createSignal<readonly ReviewAct[]>()
  const find = (): void => {
    const wanted = number().trim().toUpperCase()
    const acts = (tickets() ?? [])
      .filter((ticket) => ticket.number === wanted)
      .map(({ id, sale, soldAt }): ReviewAct => ({
        kind: 'link',
        movement: props.movement,
        target: {
          ticketId: id,
          number: wanted,
          businessDay: sale.businessDay,
          service: sale.service.name,
          soldAt,
        },
      }))
      .toReversed()
    setFound(acts)
    const [only, ...more] = acts
    if (only !== undefined && more.length === 0) props.onFound(only)
  }
  return (
    <form
      class="review-other"
      onSubmit={(event) => {
        event.preventDefault()
        find()
      }}
    >
      <TextField
        label={paymentsTexts.otherTicket}
        hint={paymentsTexts.otherTicketHint}
        error={found()?.length === 0 ? paymentsTexts.unknownTicket : undefined}
        autocapitalize="characters"
        testId="review-other-number"
        value={number()}
        onInput={(event) => {
          setNumber(event.currentTarget.value)
          setFound(undefined)
        }}
      />
      <Button type="submit" data-testid="review-other-find" disabled={number().trim() === ''}>
        {paymentsTexts.find}
      </Button>
      <Show when={(found()?.length ?? 0) > 1}>
        <p>{paymentsTexts.several}</p>
        <For each={found()}>
          {(act) => (
            <Button data-testid="review-other-choice" onClick={() => props.onFound(act)}>
              {actLabel(act, desk.timeZone())}
            </Button>
          )}
        </For>
      </Show>
    </form>
  )
}
