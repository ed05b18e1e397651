import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Whether the tablet is being left alone. */
export interface Quiet {
  readonly isQuiet: Accessor<boolean>
  readonly setHeld: (isHeld: boolean) => void
}

/** A touch breaks the quiet for this long; whoever waits for quiet then begins to wait anew. */
const touchMs = 2_000

/** Watches for fingers on a page, and for work that must not be interrupted. */
export const createQuiet = (page: Document, now: Accessor<number>): Quiet => {
  const [isHeld, setHeld] = createSignal(false)
  const [touchedAt, setTouchedAt] = createSignal(now())
  const touch = (): void => void setTouchedAt(Date.now())
  for (const type of ['pointerdown', 'keydown']) page.addEventListener(type, touch)
  onCleanup(() => {
    for (const type of ['pointerdown', 'keydown']) page.removeEventListener(type, touch)
  })
  return { isQuiet: () => !isHeld() && now() - touchedAt() > touchMs, setHeld }
}
