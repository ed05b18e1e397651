import { Button, TextField } from '@totem/ui'
import { createSignal, type JSX } from 'solid-js'
import { createObserved } from '../../app/create-observed.ts'
import { useDesk } from '../../app/desk.ts'
import { paymentsTexts } from './payments.texts.ts'
import { type ReviewAct } from './review-acts.ts'

/** Puts money on a ticket that nobody suggested, by the number on its paper; of two days with one number the later one. */
export const OtherTicket = (props: {
  readonly movement: string
  readonly onFound: (act: ReviewAct) => void
}): JSX.Element => {
  const desk = useDesk()
  const tickets = createObserved(desk.device.tickets$)
  const [number, setNumber] = createSignal('')
  const [isUnknown, setUnknown] = createSignal(false)
  const find = (): void => {
    const wanted = number().trim().toUpperCase()
    const found = (tickets() ?? []).findLast((ticket) => ticket.number === wanted)
    setUnknown(found === undefined)
    if (found !== undefined)
      props.onFound({
        kind: 'link',
        movement: props.movement,
        ticketId: found.id,
        number: found.number,
      })
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
        error={isUnknown() ? paymentsTexts.unknownTicket : undefined}
        autocapitalize="characters"
        testId="review-other-number"
        value={number()}
        onInput={(event) => setNumber(event.currentTarget.value)}
      />
      <Button type="submit" data-testid="review-other-find" disabled={number().trim() === ''}>
        {paymentsTexts.find}
      </Button>
    </form>
  )
}
