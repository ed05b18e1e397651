import './state-screen.css'
import { type JSX, Show } from 'solid-js'

/** What a screen says that has only one thing to say. */
export interface StateScreenProps {
  readonly title: string
  readonly text?: string
  /** For whoever helps by phone. */
  readonly detail?: string
  readonly icon?: JSX.Element
  readonly action?: JSX.Element
}

/** A whole screen for one sentence and what to do about it. */
export const StateScreen = (props: StateScreenProps): JSX.Element => (
  <main class="state-screen">
    {props.icon}
    <h1>{props.title}</h1>
    <Show when={props.text}>{(text) => <p>{text()}</p>}</Show>
    {props.action}
    <Show when={props.detail}>{(detail) => <code>{detail()}</code>}</Show>
  </main>
)
