import './undo-bar.css'
import { Button } from '@totem/ui'
import { createMemo, type JSX, Show } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { doneTexts } from '../notices/notice-texts.ts'
import { queueTexts } from './queue.texts.ts'
import { undoableActOf } from './undo.ts'

/** Long enough to notice a wrong press, short enough to be out of the way. */
const shownMs = 10_000

/** Offers to take back an act that has just carried a ticket out of sight. */
export const UndoBar = (): JSX.Element => {
  const desk = useDesk()
  const offer = createMemo(() => {
    const last = desk.acts.last()
    if (last === undefined || desk.now() - last.at > shownMs) return undefined
    const words = doneTexts[last.type]
    const undo = undoableActOf(last.ticket, desk.grant().operator)
    return words === undefined || undo === undefined
      ? undefined
      : { ticket: last.ticket, words, undo }
  })
  return (
    <div class="undo-bar" role="status">
      <Show when={offer()}>
        {(done) => (
          <div>
            <span>
              <strong>{done().ticket.number}</strong> {done().words}
            </span>
            <Button
              icon="undo"
              data-testid="undo-last"
              onClick={() =>
                void desk.acts.append(done().ticket, 'undone', { event: done().undo.event })
              }
            >
              {queueTexts.undo}
            </Button>
          </div>
        )}
      </Show>
    </div>
  )
}
