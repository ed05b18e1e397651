import { Button } from '@totem/ui'
import { type JSX, Show } from 'solid-js'
import { warningSeconds } from '../sale/idle-limit.ts'
import { useTexts } from '../texts/language.ts'
import { frameTexts } from './frame.texts.ts'

/** Warns that the screen is about to be cleared; any touch keeps it. */
export const IdleBanner = (props: { readonly secondsLeft: number | null }): JSX.Element => {
  const texts = useTexts(frameTexts)
  const warning = (): number | undefined =>
    props.secondsLeft !== null && props.secondsLeft <= warningSeconds
      ? props.secondsLeft
      : undefined
  return (
    <Show when={warning()}>
      {(seconds) => (
        <div class="idle-banner" role="alert">
          <p>
            <strong>{texts().stillThere}</strong>
            <br />
            <span class="idle-banner-count">{texts().startsOver(seconds())}</span>
          </p>
          <Button size="l">{texts().stay}</Button>
        </div>
      )}
    </Show>
  )
}
