import { createEffect } from 'solid-js'
import { type Comfort } from './comfort.ts'

/** Keeps the page's root in step with the settings: its language for screen readers, the rest for the style sheets. */
export const applyComfort = ({ settings }: Comfort, root: HTMLElement): void => {
  createEffect(() => {
    const { language, textSize, isHighContrast, isLow } = settings()
    root.lang = language
    root.dataset['text'] = textSize
    root.toggleAttribute('data-high-contrast', isHighContrast)
    root.toggleAttribute('data-low', isLow)
  })
}
