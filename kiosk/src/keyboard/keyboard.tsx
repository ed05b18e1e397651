import './keyboard.css'
import { Icon } from '@totem/ui'
import { For, type JSX, Match, Switch } from 'solid-js'
import { useTexts } from '../texts/language.ts'
import { keyboardTexts } from './keyboard.texts.ts'
import { type KeyAction, type LayoutName, layouts } from './layouts.ts'

/** Which keys to show, and where a press goes. */
export interface KeyboardProps {
  readonly layout: LayoutName
  /** Whether the letters stand as capitals. */
  readonly capitals: boolean
  readonly onKey: (action: KeyAction) => void
}

/** The keyboard of a kiosk that has no other: real buttons which leave the focus in the field. */
export const Keyboard = (props: KeyboardProps): JSX.Element => {
  const texts = useTexts(keyboardTexts)
  return (
    <div class="keyboard" data-layout={props.layout} role="group" aria-label={texts().keyboard}>
      <For each={layouts[props.layout]}>
        {(row) => (
          <div class="keyboard-row">
            <For each={row}>
              {(action) => <Key action={action} capitals={props.capitals} onKey={props.onKey} />}
            </For>
          </div>
        )}
      </For>
    </div>
  )
}

interface KeyProps {
  readonly action: KeyAction
  readonly capitals: boolean
  readonly onKey: (action: KeyAction) => void
}

const Key = (props: KeyProps): JSX.Element => {
  const texts = useTexts(keyboardTexts)
  const letter = (): string | undefined =>
    props.action.kind !== 'text' || props.action.text === ' '
      ? undefined
      : props.capitals
        ? props.action.text.toLocaleUpperCase('pt-BR')
        : props.action.text
  const press = (): void => {
    const shown = letter()
    props.onKey(shown === undefined ? props.action : { kind: 'text', text: shown })
  }
  return (
    // Hardware keyboards type into the field itself, so Tab passes the keys by.
    <button
      type="button"
      class="key"
      tabIndex={-1}
      data-action={
        props.action.kind === 'text' && props.action.text === ' ' ? 'space' : props.action.kind
      }
      aria-pressed={props.action.kind === 'shift' ? props.capitals : undefined}
      onPointerDown={(event) => event.preventDefault()}
      onClick={press}
    >
      <Switch fallback={letter() ?? texts().space}>
        <Match when={props.action.kind === 'backspace'}>
          <Icon name="backspace" label={texts().backspace} />
        </Match>
        <Match when={props.action.kind === 'shift'}>
          <Icon name="shift" label={texts().shift} />
        </Match>
        <Match when={props.action.kind === 'next'}>
          {texts().next} <Icon name="arrow-right" />
        </Match>
      </Switch>
    </button>
  )
}
