import { type Accessor, createMemo, createSignal } from 'solid-js'
import {
  type EditedText,
  type Mask,
  beginsWord,
  deleteText,
  remask,
  typeText,
} from './edit-text.ts'
import { type KeyAction, type LayoutName } from './layouts.ts'

/** A field the keyboards can type into. */
export interface TypingField {
  readonly layout: LayoutName
  readonly mask?: Mask
  readonly onText: (text: string) => void
}

/** What a text field needs to be typed into by the screen's keyboard and by a real one alike. */
export interface FieldHooks {
  readonly ref: (element: HTMLInputElement) => void
  readonly onFocus: () => void
  readonly onInput: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** The typing of one screen. */
export interface Typing<K extends string> {
  readonly layout: Accessor<LayoutName>
  readonly capitals: Accessor<boolean>
  readonly press: (action: KeyAction) => void
  readonly hooksOf: (name: K) => FieldHooks
  readonly focus: (name: K) => void
  /** Whether the keyboard is shown: from a field's focus until the last field is left by *Próximo*. */
  readonly isOpen: Accessor<boolean>
  readonly close: () => void
}

/** What a screen with fields says about itself; fields follow each other in the order given. */
export interface TypingOptions<K extends string> {
  readonly fields: Readonly<Record<K, TypingField>>
  readonly order: readonly [K, ...K[]]
  /** Called by *Próximo* in the last field. */
  readonly onEnd: () => void
}

/** Joins the fields of a screen with its keyboard. */
export const createTyping = <K extends string>(options: TypingOptions<K>): Typing<K> => {
  const elements = new Map<K, HTMLInputElement>()
  const [active, setActive] = createSignal<K>(options.order[0])
  const [isOpen, setOpen] = createSignal(true)
  const [isFlipped, setFlipped] = createSignal(false)
  const [isWordStart, setWordStart] = createSignal(true)
  const layout = createMemo(() => options.fields[active()].layout)

  const write = (name: K, edited: EditedText): void => {
    const element = elements.get(name)
    if (element === undefined) return
    // Written by hand: where the mask takes a letter away, the state stays and Solid would not touch the field.
    element.value = edited.text
    element.setSelectionRange(edited.caret, edited.caret)
    setWordStart(beginsWord({ text: edited.text, start: edited.caret, end: edited.caret }))
    options.fields[name].onText(edited.text)
  }

  const focus = (name: K): void => elements.get(name)?.focus()

  const next = (): void => {
    const following = options.order[options.order.indexOf(active()) + 1]
    if (following === undefined) options.onEnd()
    else focus(following)
  }

  const press = (action: KeyAction): void => {
    if (action.kind === 'next') {
      next()
      return
    }
    if (action.kind === 'shift') {
      setFlipped((flipped) => !flipped)
      return
    }
    const element = elements.get(active())
    if (element === undefined) return
    if (document.activeElement !== element) element.focus()
    const { mask } = options.fields[active()]
    const field = selectionOf(element)
    write(
      active(),
      action.kind === 'text' ? typeText(field, action.text, mask) : deleteText(field, mask),
    )
    setFlipped(false)
  }

  return {
    layout,
    capitals: () =>
      layout() === 'code' || (layout() === 'letters' && isWordStart() !== isFlipped()),
    press,
    focus,
    isOpen,
    close: () => setOpen(false),
    hooksOf: (name) => ({
      ref: (element) => elements.set(name, element),
      onFocus: () => {
        setActive(() => name)
        setOpen(true)
        const element = elements.get(name)
        if (element !== undefined) setWordStart(beginsWord(selectionOf(element)))
      },
      onInput: () => {
        const element = elements.get(name)
        if (element === undefined) return
        const { text, start } = selectionOf(element)
        write(name, remask({ text, caret: start }, options.fields[name].mask))
      },
      onKeyDown: (event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        next()
      },
    }),
  }
}

const selectionOf = (
  element: HTMLInputElement,
): { readonly text: string; readonly start: number; readonly end: number } => ({
  text: element.value,
  start: element.selectionStart ?? element.value.length,
  end: element.selectionEnd ?? element.value.length,
})
