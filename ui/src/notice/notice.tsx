import '../tone.css'
import './notice.css'
import { type JSX, Show } from 'solid-js'
import { Icon, type IconName } from '../icon/icon.tsx'
import { type Tone } from '../tone.ts'

/** What a notice tells, and what can be done about it. */
export interface NoticeProps {
  readonly tone: Tone
  readonly title?: JSX.Element
  readonly children?: JSX.Element
  /** Buttons, at the end of the notice. */
  readonly action?: JSX.Element
}

const icons: Readonly<Record<Tone, IconName>> = {
  neutral: 'bell',
  good: 'check',
  warn: 'alert',
  bad: 'alert',
  info: 'bell',
}

/** Something people should know now, in the flow of the page; bad news is read out at once. */
export const Notice = (props: NoticeProps): JSX.Element => (
  <div class="ui-notice" data-tone={props.tone} role={props.tone === 'bad' ? 'alert' : 'status'}>
    <Icon name={icons[props.tone]} />
    <div class="ui-notice-text">
      <Show when={props.title !== undefined}>
        <strong>{props.title}</strong>
      </Show>
      <Show when={props.children !== undefined}>
        <div>{props.children}</div>
      </Show>
    </div>
    <Show when={props.action !== undefined}>
      <div class="ui-notice-action">{props.action}</div>
    </Show>
  </div>
)
