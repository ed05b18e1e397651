import './printing-note.css'
import { type Ticket } from '@totem/shared-schema'
import { Button } from '@totem/ui'
import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  onCleanup,
  Show,
  untrack,
} from 'solid-js'
import { type ToldWait } from '../queue/told-wait.ts'
import { useTexts } from '../texts/language.ts'
import { offersPdf, printViewOf } from './print-view.ts'
import { usePrinting } from './printing-context.tsx'
import { originalJobId } from './printing.ts'
import { printingTexts } from './printing.texts.ts'

/** Orders the original of a ticket, and tells its customer what becomes of it. */
export const PrintingNote = (props: {
  readonly ticket: Ticket
  readonly wait: ToldWait | undefined
}): JSX.Element => {
  const texts = useTexts(printingTexts)
  const { printing, clock } = usePrinting()
  const begunAt = clock.now()
  const [waitedMs, setWaitedMs] = createSignal(0)
  onCleanup(clock.every(1_000, () => setWaitedMs(clock.now() - begunAt)))
  const ticketId = createMemo(() => props.ticket.id)
  createEffect(() => {
    const id = ticketId()
    const shown = printing()
    untrack(() => {
      if (props.ticket.id === id) shown?.printOriginal(props.ticket, props.wait)
    })
  })
  const view = createMemo(() => {
    const state = printing()?.state()
    const job = state?.jobs.find(({ order }) => order.id === originalJobId(ticketId()))
    const trouble = state?.standing.kind === 'ready' ? state.standing.status.trouble : null
    return printViewOf(job, trouble, waitedMs())
  })
  return (
    <div class="printing-note" data-testid="printing" data-view={view()} role="status">
      <p>{texts()[view()]}</p>
      <Show when={offersPdf(view(), waitedMs()) && printing()}>
        {(shown) => (
          <Button
            variant="secondary"
            data-testid="download-pdf"
            onClick={() => void shown().savePdf(props.ticket)}
          >
            {texts().pdf}
          </Button>
        )}
      </Show>
    </div>
  )
}
