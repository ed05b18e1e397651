import './comfort-bar.css'
import { Icon } from '@totem/ui'
import { For, type JSX, Show, createSignal, createUniqueId } from 'solid-js'
import { type Language, languages, useTexts } from '../texts/language.ts'
import { textSizes, useComfort } from './comfort.ts'
import { comfortTexts } from './comfort.texts.ts'

const names: Readonly<Record<Language, { readonly short: string; readonly long: string }>> = {
  'pt-BR': { short: 'PT', long: 'Português' },
  en: { short: 'EN', long: 'English' },
  es: { short: 'ES', long: 'Español' },
}

/** The language switch, and behind one button what makes the kiosk easier to see, hear and reach. */
export const ComfortBar = (): JSX.Element => {
  const texts = useTexts(comfortTexts)
  const comfort = useComfort()
  const [isOpen, setOpen] = createSignal(false)
  const panelId = createUniqueId()
  return (
    <div class="comfort" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <div class="comfort-languages" role="group" aria-label={texts().languages}>
        <For each={languages}>
          {(language) => (
            <button
              type="button"
              class="comfort-button"
              lang={language}
              data-testid={`language-${language}`}
              aria-pressed={comfort.settings().language === language}
              onClick={() => comfort.change({ language })}
            >
              <abbr title={names[language].long}>{names[language].short}</abbr>
            </button>
          )}
        </For>
      </div>
      <button
        type="button"
        class="comfort-button"
        data-testid="comfort"
        aria-expanded={isOpen()}
        aria-controls={panelId}
        onClick={() => setOpen((open) => !open)}
      >
        <Icon name="access" label={texts().comfort} />
      </button>
      <Show when={isOpen()}>
        <ComfortPanel id={panelId} onClose={() => setOpen(false)} />
      </Show>
    </div>
  )
}

const ComfortPanel = (props: {
  readonly id: string
  readonly onClose: () => void
}): JSX.Element => {
  const texts = useTexts(comfortTexts)
  const { settings, change } = useComfort()
  return (
    <section class="comfort-panel" id={props.id} aria-label={texts().comfort}>
      <div class="comfort-sizes" role="group" aria-label={texts().textSize}>
        <For each={textSizes}>
          {(textSize) => (
            <button
              type="button"
              class="comfort-switch"
              data-testid={`text-${textSize}`}
              data-size={textSize}
              aria-pressed={settings().textSize === textSize}
              onClick={() => change({ textSize })}
            >
              <span aria-hidden="true">A</span> {texts().sizes[textSize]}
            </button>
          )}
        </For>
      </div>
      <button
        type="button"
        class="comfort-switch"
        data-testid="high-contrast"
        aria-pressed={settings().isHighContrast}
        onClick={() => change({ isHighContrast: !settings().isHighContrast })}
      >
        <Icon name="contrast" /> {texts().contrast}
      </button>
      <button
        type="button"
        class="comfort-switch comfort-low"
        data-testid="controls-low"
        aria-pressed={settings().isLow}
        onClick={() => change({ isLow: !settings().isLow })}
      >
        <Icon name="arrow-down" /> {texts().low}
      </button>
      <button
        type="button"
        class="comfort-switch"
        data-testid="sound"
        aria-pressed={settings().hasSound}
        onClick={() => change({ hasSound: !settings().hasSound })}
      >
        <Icon name="sound" /> {texts().sound}
      </button>
      <button type="button" class="comfort-switch" onClick={() => props.onClose()}>
        <Icon name="close" /> {texts().close}
      </button>
    </section>
  )
}
