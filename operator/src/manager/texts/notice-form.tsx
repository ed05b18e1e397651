import { type NoticeDraft, PrivacyNotice } from '@totem/shared-schema'
import { Button, Notice, TextField } from '@totem/ui'
import { createSignal, For, Index, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { createChange } from '../create-change.ts'
import { managerTexts } from '../manager.texts.ts'
import { TextArea } from '../text-area.tsx'
import {
  nextPurposeCode,
  readNotice,
  recoded,
  typedNotice,
  type TypedNotice,
  type UsedLabels,
} from './notice-draft.ts'
import { languages, textsTexts } from './texts.texts.ts'

/** What the form begins with. */
export interface NoticeFormProps {
  /** The notice it begins from, which is the one it replaces, whatever arrives meanwhile. */
  readonly initialNotice: PrivacyNotice
  /** What some version asks or asked, by code. */
  readonly usedLabels: UsedLabels
  readonly onPublished: (notice: PrivacyNotice) => void
  readonly onCancel: () => void
}

type Language = (typeof languages)[number]

/** Writes the next version of the privacy notice, beginning from the one in force. */
export const NoticeForm = (props: NoticeFormProps): JSX.Element => {
  const desk = useDesk()
  const change = createChange(desk.device)
  const replaces = props.initialNotice.version
  const [typed, setTyped] = createSignal<TypedNotice>(typedNotice(props.initialNotice))
  const [isTried, setTried] = createSignal(false)
  const coded = (): TypedNotice => recoded(typed(), props.usedLabels)
  const draft = (): NoticeDraft | undefined => readNotice(coded(), replaces)
  const putText = (language: Language, part: { title?: string; text?: string }): void => {
    setTyped(({ texts, purposes }) => ({
      purposes,
      texts: { ...texts, [language]: { ...texts[language], ...part } },
    }))
  }
  const putLabel = (index: number, language: Language, label: string): void => {
    setTyped(({ texts, purposes }) => ({
      texts,
      purposes: purposes.map((purpose, at) =>
        at === index ? { ...purpose, labels: { ...purpose.labels, [language]: label } } : purpose,
      ),
    }))
  }
  const addPurpose = (): void => {
    setTyped(({ texts, purposes }) => ({
      texts,
      purposes: [
        ...purposes,
        {
          code: nextPurposeCode(
            new Set([...props.usedLabels.keys(), ...purposes.map(({ code }) => code)]),
          ),
          labels: { 'pt-BR': '', en: '', es: '' },
        },
      ],
    }))
  }
  const publish = async (): Promise<void> => {
    setTried(true)
    const body = draft()
    if (body === undefined) return
    const published = await change.make(
      { method: 'POST', path: '/manager/consent-texts/notice', body },
      PrivacyNotice,
    )
    if (published !== undefined) props.onPublished(published)
  }
  return (
    <form
      class="manager-card"
      data-testid="notice-form"
      onSubmit={(event) => {
        event.preventDefault()
        void publish()
      }}
    >
      <h2>{textsTexts.write}</h2>
      <p class="manager-hint">{textsTexts.publishNote}</p>
      <For each={languages}>
        {(language) => (
          <>
            <TextField
              label={textsTexts.title(textsTexts.languages[language])}
              {...(language === 'pt-BR' ? {} : { hint: textsTexts.optionalLanguage })}
              lang={language}
              maxLength={80}
              testId={`notice-title-${language}`}
              value={typed().texts[language].title}
              onInput={(event) => putText(language, { title: event.currentTarget.value })}
            />
            <TextArea
              label={textsTexts.text(textsTexts.languages[language])}
              lang={language}
              rows={10}
              maxLength={8_000}
              testId={`notice-text-${language}`}
              value={typed().texts[language].text}
              onInput={(text) => putText(language, { text })}
            />
          </>
        )}
      </For>
      <h3>{textsTexts.purposes}</h3>
      <Index each={typed().purposes}>
        {(purpose, index) => (
          <fieldset class="texts-purpose" data-testid="purpose">
            <legend>{coded().purposes[index]?.code}</legend>
            <For each={languages}>
              {(language) => (
                <TextField
                  label={textsTexts.purpose(textsTexts.languages[language])}
                  lang={language}
                  maxLength={160}
                  testId={`purpose-${purpose().code}-${language}`}
                  value={purpose().labels[language]}
                  onInput={(event) => putLabel(index, language, event.currentTarget.value)}
                />
              )}
            </For>
            <div>
              <Button
                data-testid={`purpose-remove-${purpose().code}`}
                onClick={() =>
                  setTyped(({ texts, purposes }) => ({
                    texts,
                    purposes: purposes.filter((_, at) => at !== index),
                  }))
                }
              >
                {textsTexts.removePurpose}
              </Button>
            </div>
          </fieldset>
        )}
      </Index>
      <div>
        <Button
          data-testid="purpose-add"
          disabled={typed().purposes.length >= 10}
          onClick={addPurpose}
        >
          {textsTexts.addPurpose}
        </Button>
      </div>
      <Show when={isTried() && draft() === undefined}>
        <Notice tone="bad">{textsTexts.missing}</Notice>
      </Show>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <footer>
        <Button onClick={() => props.onCancel()}>{managerTexts.cancel}</Button>
        <Button type="submit" variant="primary" busy={change.isBusy()} data-testid="notice-publish">
          {textsTexts.publish}
        </Button>
      </footer>
    </form>
  )
}
