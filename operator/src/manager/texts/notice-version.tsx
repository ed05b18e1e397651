import { type PrivacyNotice, type WrittenNotice } from '@totem/shared-schema'
import { For, type JSX, Show } from 'solid-js'
import { languages, textsTexts } from './texts.texts.ts'

/** One version of the privacy notice, in each language it has, with the hashes that sales record. */
export const NoticeVersion = (props: { readonly written: WrittenNotice }): JSX.Element => {
  const texts = () => textsIn(props.written.notice)
  return (
    <>
      <For each={texts()}>
        {({ language, title, text, hash }) => (
          <details class="texts-version">
            <summary>
              {textsTexts.languages[language]}: {title}
            </summary>
            <p class="texts-body" lang={language}>
              {text}
            </p>
            <p class="manager-hint">
              {textsTexts.hash}: <code>{hash}</code>
            </p>
          </details>
        )}
      </For>
      <Show
        when={props.written.notice.purposes?.length}
        fallback={<p class="manager-hint">{textsTexts.noPurposes}</p>}
      >
        <p>
          <strong>{textsTexts.purposes}</strong>
        </p>
        <ul class="texts-purposes">
          <For each={props.written.notice.purposes}>
            {({ code, label }) => (
              <li>
                {label} <code>{code}</code>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  )
}

const textsIn = ({ translations, ...portuguese }: PrivacyNotice) =>
  languages.flatMap((language) => {
    const words = language === 'pt-BR' ? portuguese : translations?.[language]
    return words === undefined ? [] : [{ language, ...words }]
  })
