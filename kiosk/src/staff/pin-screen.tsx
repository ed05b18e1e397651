import { StaffPinDigits } from '@totem/shared-schema'
import { Button, TextField } from '@totem/ui'
import { type JSX, createEffect, createSignal, onMount } from 'solid-js'
import * as v from 'valibot'
import { createTyping } from '../keyboard/create-typing.ts'
import { Keyboard } from '../keyboard/keyboard.tsx'
import { useTexts } from '../texts/language.ts'
import { type StaffDoor } from './create-staff-door.ts'
import { staffTexts } from './staff.texts.ts'

const onlyDigits = (text: string): string => text.replace(/\D/g, '').slice(0, 6)

/** Where staff type the PIN of their corner. */
export const PinScreen = (props: { readonly door: StaffDoor }): JSX.Element => {
  const texts = useTexts(staffTexts)
  const [pin, setPin] = createSignal('')
  const typing = createTyping<'pin'>({
    order: ['pin'],
    fields: { pin: { layout: 'digits', mask: onlyDigits, onText: setPin } },
    onEnd: () => enter(),
  })
  const enter = (): void => {
    if (v.is(StaffPinDigits, pin())) props.door.enter(pin())
  }
  const note = (): string | undefined => {
    const state = props.door.state()
    switch (state.kind) {
      case 'asking':
        return state.isWrong ? texts().wrong : undefined
      case 'waiting':
        return texts().waiting
      case 'no_pin':
        return texts().noPin
      case 'checking':
      case 'open':
      case 'shut':
        return undefined
    }
  }
  createEffect(() => {
    if (note() !== undefined) setPin('')
  })
  onMount(() => typing.focus('pin'))
  return (
    <form
      class="pairing"
      novalidate
      onSubmit={(event) => {
        event.preventDefault()
        enter()
      }}
    >
      <h1>{texts().pinTitle}</h1>
      <p>{texts().pinHint}</p>
      <TextField
        class="pairing-code"
        label={texts().pin}
        error={note()}
        testId="staff-pin"
        type="password"
        value={pin()}
        inputMode="none"
        {...typing.hooksOf('pin')}
      />
      <Keyboard layout={typing.layout()} capitals={typing.capitals()} onKey={typing.press} />
      <Button
        type="submit"
        size="l"
        variant="primary"
        data-testid="staff-enter"
        busy={props.door.state().kind === 'checking'}
      >
        {texts().enter}
      </Button>
      <Button size="l" variant="quiet" onClick={() => props.door.shut()}>
        {texts().leave}
      </Button>
    </form>
  )
}
