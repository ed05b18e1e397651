import './pairing-screen.css'
import { PairingCode } from '@totem/shared-schema'
import { type PairProblem } from '@totem/shared-schema/local-store'
import { Button, TextField } from '@totem/ui'
import { type JSX, Show, createSignal, onMount } from 'solid-js'
import * as v from 'valibot'
import { createTyping } from '../keyboard/create-typing.ts'
import { Keyboard } from '../keyboard/keyboard.tsx'
import { useTexts } from '../texts/language.ts'
import { homeTexts } from './home.texts.ts'

/** Why the last code did not pair, and what a new one does. */
export interface PairingScreenProps {
  readonly problem: PairProblem['kind'] | 'none'
  readonly onPair: (code: string) => void
  /** Leaves the kiosk as it is paired; `undefined` when it is not. */
  readonly onKeep: (() => void) | undefined
}

/** Where staff type the pairing code of a fresh kiosk. */
export const PairingScreen = (props: PairingScreenProps): JSX.Element => {
  const texts = useTexts(homeTexts)
  const [code, setCode] = createSignal('')
  const [isIncomplete, setIncomplete] = createSignal(false)
  const typing = createTyping<'code'>({
    order: ['code'],
    fields: { code: { layout: 'code', onText: setCode } },
    onEnd: () => pair(),
  })
  const pair = (): void => {
    const parsed = v.safeParse(PairingCode, code().trim())
    setIncomplete(!parsed.success)
    if (parsed.success) props.onPair(parsed.output)
  }
  const error = (): string | undefined => {
    const problem = isIncomplete() ? 'incomplete' : props.problem
    return problem === 'none' ? undefined : texts().problems[problem]
  }
  onMount(() => typing.focus('code'))
  return (
    <form
      class="pairing"
      novalidate
      onSubmit={(event) => {
        event.preventDefault()
        pair()
      }}
    >
      <h1>{texts().pairTitle}</h1>
      <p>{texts().pairHint}</p>
      <TextField
        class="pairing-code"
        label={texts().code}
        error={error()}
        testId="pairing-code"
        value={code()}
        inputMode="none"
        maxLength={8}
        {...typing.hooksOf('code')}
      />
      <Button type="submit" size="l" variant="primary" data-testid="pair">
        {texts().pair}
      </Button>
      <Show when={props.onKeep}>
        {(keep) => (
          <Button size="l" variant="quiet" data-testid="keep-pairing" onClick={() => keep()()}>
            {texts().keep}
          </Button>
        )}
      </Show>
      <Keyboard layout={typing.layout()} capitals={typing.capitals()} onKey={typing.press} />
    </form>
  )
}
