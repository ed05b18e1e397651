import { Icon } from '@totem/ui'
import { type JSX, Show, createUniqueId } from 'solid-js'

/** A box to tick, its words, and what is wrong when it stays empty. */
export interface TickBoxProps {
  readonly checked: boolean
  readonly error?: string | undefined
  readonly testId: string
  readonly onChange: (value: boolean) => void
  readonly children: JSX.Element
}

/** A box large enough for a thumb, unticked until the customer ticks it. */
export const TickBox = (props: TickBoxProps): JSX.Element => {
  const errorId = createUniqueId()
  return (
    <div class="tick" data-invalid={props.error === undefined ? undefined : ''}>
      <label class="tick-label">
        <input
          type="checkbox"
          data-testid={props.testId}
          checked={props.checked}
          aria-invalid={props.error === undefined ? undefined : 'true'}
          aria-describedby={props.error === undefined ? undefined : errorId}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span>{props.children}</span>
      </label>
      <p class="ui-field-note" id={errorId} aria-live="polite">
        <Show when={props.error}>
          {(error) => (
            <>
              <Icon name="alert" /> {error()}
            </>
          )}
        </Show>
      </p>
    </div>
  )
}
