import '../tone.css'
import './status-pill.css'
import { type JSX, Show } from 'solid-js'
import { Icon, type IconName } from '../icon/icon.tsx'
import { type Tone } from '../tone.ts'

/** What a pill says and how it feels about it. */
export interface StatusPillProps {
  readonly tone: Tone
  readonly icon?: IconName
  readonly children: JSX.Element
}

/** A short state in a word or two, such as *pago*. */
export const StatusPill = (props: StatusPillProps): JSX.Element => (
  <span class="ui-pill" data-tone={props.tone}>
    <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
    {props.children}
  </span>
)
