import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Follows whether somebody can see the page. */
export const createVisible = (page: Document): Accessor<boolean> => {
  const [isVisible, setVisible] = createSignal(page.visibilityState !== 'hidden')
  const look = (): void => void setVisible(page.visibilityState !== 'hidden')
  page.addEventListener('visibilitychange', look)
  onCleanup(() => page.removeEventListener('visibilitychange', look))
  return isVisible
}
