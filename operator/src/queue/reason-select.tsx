import { For, type JSX } from 'solid-js'

/** What a choice of reasons offers. */
export interface ReasonSelectProps {
  readonly label: string
  /** Code → words. */
  readonly reasons: Readonly<Record<string, string>>
  readonly value: string
  readonly onChange: (code: string) => void
}

/** Asks for a reason; the code is what the ledger keeps. */
export const ReasonSelect = (props: ReasonSelectProps): JSX.Element => (
  <label class="reason-select">
    <span>{props.label}</span>
    <select
      data-testid="reason"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    >
      <option value="" disabled>
        Escolha…
      </option>
      <For each={Object.entries(props.reasons)}>
        {([code, words]) => <option value={code}>{words}</option>}
      </For>
    </select>
  </label>
)
