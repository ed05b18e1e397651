import './message-screen.css'
import { Icon, type IconName, Spinner } from '@totem/ui'
import { type JSX, Show } from 'solid-js'

/** A screen that says one thing. */
export interface MessageScreenProps {
  readonly title: string
  readonly text?: string
  /** A turning ring stands where no icon is named. */
  readonly icon?: IconName
  readonly children?: JSX.Element
}

/** One message, large and in the middle. */
export const MessageScreen = (props: MessageScreenProps): JSX.Element => (
  <div class="message" role="status">
    <span class="message-sign">
      <Show when={props.icon} fallback={<Spinner />}>
        {(name) => <Icon name={name()} />}
      </Show>
    </span>
    <h1>{props.title}</h1>
    <p>{props.text}</p>
    {props.children}
  </div>
)
