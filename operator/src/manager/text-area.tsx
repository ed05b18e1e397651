import { type JSX } from 'solid-js'

/** A labelled field for longer texts. */
export const TextArea = (props: {
  readonly label: string
  readonly value: string
  readonly onInput: (text: string) => void
  readonly testId: string
  readonly maxLength: number
  /** How many lines it shows; 3 where left out. */
  readonly rows?: number
  readonly lang?: string
  readonly isWrong?: boolean
}): JSX.Element => (
  <label class="manager-area">
    {props.label}
    <textarea
      rows={props.rows ?? 3}
      lang={props.lang}
      maxLength={props.maxLength}
      data-testid={props.testId}
      aria-invalid={props.isWrong === true ? 'true' : undefined}
      value={props.value}
      onInput={(event) => props.onInput(event.currentTarget.value)}
    />
  </label>
)
