import { type ConsentTexts } from '@totem/shared-schema'
import { For, type JSX, Show } from 'solid-js'
import { textsTexts } from './texts.texts.ts'

/** Every safety notice that customers have acknowledged, with the hashes that sales record. */
export const SafetyHistory = (props: {
  readonly written: ConsentTexts['safety']
  readonly when: (writtenAt: number | null, by: string | null) => string
}): JSX.Element => (
  <ul class="texts-history">
    <For each={props.written}>
      {({ service, texts, writtenAt, by, isCurrent }) => (
        <li data-testid="safety-written" data-current={isCurrent}>
          <details class="texts-version">
            <summary>
              {service} · {props.when(writtenAt, by)}
              <Show when={isCurrent}> · {textsTexts.current}</Show>
              <Show when={texts.length === 0}> · {textsTexts.removed}</Show>
            </summary>
            <For each={texts}>
              {({ locale, text, hash }) => (
                <p class="texts-body" lang={locale}>
                  <strong>{textsTexts.languages[locale]}:</strong> {text} <code>{hash}</code>
                </p>
              )}
            </For>
          </details>
        </li>
      )}
    </For>
  </ul>
)
