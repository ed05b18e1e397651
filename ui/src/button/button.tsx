import './button.css'
import { type JSX, Show, splitProps } from 'solid-js'
import { Icon, type IconName } from '../icon/icon.tsx'
import { Spinner } from '../spinner/spinner.tsx'

/** What a button may be told beyond what every HTML button knows. */
export interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** How much it calls for attention; one `primary` a screen. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'm' | 'l'
  readonly icon?: IconName
  /** Shows that the press is being worked on and takes no second one. */
  readonly busy?: boolean
}

/** A button large enough for wet fingers; it never submits a form unless told to. */
export const Button = (props: ButtonProps): JSX.Element => {
  const [own, native] = splitProps(props, [
    'variant',
    'size',
    'icon',
    'busy',
    'class',
    'children',
    'disabled',
  ])
  return (
    <button
      type="button"
      {...native}
      class={`ui-button ${own.class ?? ''}`}
      data-variant={own.variant ?? 'secondary'}
      data-size={own.size ?? 'm'}
      disabled={own.disabled === true || own.busy === true}
      aria-busy={own.busy === true ? 'true' : undefined}
    >
      <Show
        when={own.busy === true}
        fallback={<Show when={own.icon}>{(name) => <Icon name={name()} />}</Show>}
      >
        <Spinner />
      </Show>
      <span>{own.children}</span>
    </button>
  )
}
