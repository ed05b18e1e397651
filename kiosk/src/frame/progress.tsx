import { For, type JSX } from 'solid-js'
import { useTexts } from '../texts/language.ts'
import { frameTexts } from './frame.texts.ts'

/** How far the customer has come: the second or third of three steps. */
export const Progress = (props: { readonly step: 2 | 3 }): JSX.Element => {
  const texts = useTexts(frameTexts)
  return (
    <nav aria-label={texts().progress(props.step)}>
      <ol class="progress">
        <For each={texts().steps}>
          {(name, index) => (
            <li
              class="progress-step"
              data-reached={index() < props.step ? '' : undefined}
              aria-current={index() + 1 === props.step ? 'step' : undefined}
            >
              {name}
            </li>
          )}
        </For>
      </ol>
    </nav>
  )
}
