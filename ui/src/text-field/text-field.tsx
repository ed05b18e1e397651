import './text-field.css'
import { type JSX, Show, createUniqueId, splitProps } from 'solid-js'
import { Icon } from '../icon/icon.tsx'

/** A field with its label, a hint, and the sentence that says what is wrong with it. */
export interface TextFieldProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'id'> {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly testId?: string
}

/** A labelled text field; its error is read out with it. */
export const TextField = (props: TextFieldProps): JSX.Element => {
  const [own, native] = splitProps(props, ['label', 'hint', 'error', 'testId', 'class'])
  const id = createUniqueId()
  return (
    <div
      class={`ui-field ${own.class ?? ''}`}
      data-invalid={own.error === undefined ? undefined : ''}
    >
      <label class="ui-field-label" for={id}>
        {own.label}
      </label>
      <input
        autocomplete="off"
        spellcheck={false}
        {...native}
        id={id}
        class="ui-field-input"
        data-testid={own.testId}
        aria-invalid={own.error === undefined ? undefined : 'true'}
        aria-describedby={`${id}-note`}
      />
      <p class="ui-field-note" id={`${id}-note`} aria-live="polite">
        <Show when={own.error} fallback={own.hint}>
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
