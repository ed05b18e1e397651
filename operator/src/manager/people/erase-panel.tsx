import { Button } from '@totem/ui'
import { createSignal, type JSX, Show } from 'solid-js'
import { managerTexts } from '../manager.texts.ts'
import { peopleTexts } from './people.texts.ts'

/** Erases a person, after a second look. */
export const ErasePanel = (props: {
  readonly isBusy: boolean
  readonly onErase: () => void
}): JSX.Element => {
  const [isAsking, setAsking] = createSignal(false)
  return (
    <div class="manager-card">
      <Show
        when={isAsking()}
        fallback={
          <footer>
            <Button data-testid="person-erase" onClick={() => setAsking(true)}>
              {peopleTexts.erase}
            </Button>
          </footer>
        }
      >
        <p>{peopleTexts.eraseSure}</p>
        <footer>
          <Button onClick={() => setAsking(false)}>{managerTexts.cancel}</Button>
          <Button
            variant="danger"
            busy={props.isBusy}
            data-testid="person-erase-yes"
            onClick={() => props.onErase()}
          >
            {peopleTexts.eraseYes}
          </Button>
        </footer>
      </Show>
    </div>
  )
}
