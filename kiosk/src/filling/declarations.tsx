import { noticeIn, type PrivacyNotice as Notice, serviceWords } from '@totem/shared-schema'
import { Icon } from '@totem/ui'
import { For, type JSX, Show } from 'solid-js'
import { type Actor } from '../sale/draft.ts'
import { type SaleEvent } from '../sale/sale-event.ts'
import { type SaleIn } from '../sale/sale-state.ts'
import { useLanguage, useTexts } from '../texts/language.ts'
import { fillingTexts } from './filling.texts.ts'
import { PrivacyNotice } from './privacy-notice.tsx'
import { TickBox } from './tick-box.tsx'

const actors: readonly Actor[] = ['self', 'guardian']

/** What is to be read and declared before buying. */
export interface DeclarationsProps {
  readonly state: SaleIn<'filling' | 'selling'>
  readonly notice: Notice | undefined
  readonly error: string | undefined
  readonly dispatch: (event: SaleEvent) => void
}

/**
 * Safety, privacy, who declares it, and what may be allowed beyond it. One box is needed to go on; the optional ones
 * stand apart, each by itself, and nothing depends on them (LGPD art. 8 §4, art. 9).
 */
export const Declarations = (props: DeclarationsProps): JSX.Element => {
  const texts = useTexts(fillingTexts)
  const language = useLanguage()
  const safety = () => serviceWords(props.state.service, language()).safety
  const notice = () => (props.notice === undefined ? undefined : noticeIn(props.notice, language()))
  return (
    <div class="declarations">
      <Show when={safety()}>
        {(text) => (
          <p class="safety" data-testid="safety">
            <Icon name="shield" />
            <span>
              <strong>{texts().safety}</strong> {text()}
            </span>
          </p>
        )}
      </Show>
      <Show when={notice()}>{(shown) => <PrivacyNotice notice={shown()} />}</Show>
      <fieldset class="actors">
        <legend>{texts().actor}</legend>
        <For each={actors}>
          {(actor) => (
            <label class="actor">
              <input
                type="radio"
                name="actor"
                data-testid={`actor-${actor}`}
                checked={props.state.draft.actor === actor}
                onChange={() => props.dispatch({ kind: 'actor_chosen', actor })}
              />
              <span>{texts().actors[actor]}</span>
            </label>
          )}
        </For>
      </fieldset>
      <TickBox
        testId="notice-ack"
        checked={props.state.draft.acknowledged}
        error={props.error}
        onChange={(value) => props.dispatch({ kind: 'acknowledged', value })}
      >
        {safety() === undefined ? texts().notice : texts().notices}
      </TickBox>
      <Show when={(notice()?.purposes.length ?? 0) > 0}>
        <fieldset class="purposes">
          <legend>{texts().optional}</legend>
          <For each={notice()?.purposes}>
            {({ code, label }) => (
              <TickBox
                testId={`purpose-${code}`}
                checked={props.state.draft.granted.includes(code)}
                onChange={(value) => props.dispatch({ kind: 'purpose_ticked', code, value })}
              >
                {label}
              </TickBox>
            )}
          </For>
        </fieldset>
      </Show>
    </div>
  )
}
