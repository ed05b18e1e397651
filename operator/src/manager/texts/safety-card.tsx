import { Service, type ServiceChange } from '@totem/shared-schema'
import { Button, Notice } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { createChange } from '../create-change.ts'
import { managerTexts } from '../manager.texts.ts'
import { TextArea } from '../text-area.tsx'
import { type SafetyWords, safetyOf, withSafety } from './safety-words.ts'
import { languages, textsTexts } from './texts.texts.ts'

/** The safety notice of one service, to read and to write anew. */
export const SafetyCard = (props: {
  readonly service: Service
  readonly onSaved: (service: Service) => void
}): JSX.Element => {
  const desk = useDesk()
  const change = createChange(desk.device)
  const [typed, setTyped] = createSignal<SafetyWords>()
  const save = async (words: SafetyWords): Promise<void> => {
    const { id, tenantId, ...known } = props.service
    const body: ServiceChange = withSafety(known, words)
    const path = `/manager/catalog/${encodeURIComponent(id)}`
    const saved = await change.make({ method: 'PUT', path, body }, Service)
    if (saved === undefined) return
    setTyped(undefined)
    props.onSaved(saved)
  }
  return (
    <li
      class="manager-card"
      style={{ '--service': props.service.color }}
      data-testid={`safety-${props.service.id}`}
    >
      <h3>
        <span class="swatch" aria-hidden="true" /> {props.service.name}
      </h3>
      <Show
        when={typed()}
        fallback={
          <>
            <p class="texts-body">{props.service.safety ?? textsTexts.noSafety}</p>
            <footer>
              <Button
                data-testid={`safety-edit-${props.service.id}`}
                onClick={() => setTyped(safetyOf(props.service))}
              >
                {textsTexts.edit}
              </Button>
            </footer>
          </>
        }
      >
        {(words) => (
          <>
            <For each={languages}>
              {(language) => (
                <TextArea
                  label={textsTexts.safetyText(textsTexts.languages[language])}
                  lang={language}
                  maxLength={400}
                  testId={`safety-text-${language}`}
                  value={words()[language]}
                  onInput={(text) => setTyped({ ...words(), [language]: text })}
                />
              )}
            </For>
            <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
            <footer>
              <Button onClick={() => setTyped(undefined)}>{managerTexts.cancel}</Button>
              <Button
                variant="primary"
                busy={change.isBusy()}
                data-testid="safety-publish"
                onClick={() => void save(words())}
              >
                {textsTexts.publish}
              </Button>
            </footer>
          </>
        )}
      </Show>
    </li>
  )
}
