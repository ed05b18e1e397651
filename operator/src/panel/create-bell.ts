import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { playSound, soundSeconds } from '../sound/chimes.ts'

/** The chime before each announcement. */
export interface Bell {
  /** Whether the browser keeps the page silent until somebody touches it. */
  readonly isBlocked: Accessor<boolean>
  /** Rings and resolves at the end of the sound; a silent page rings nothing. */
  readonly ring: () => Promise<void>
}

/** Makes the chime of a page. A kiosk browser may allow sound at once; any other waits for a touch or key. */
export const createBell = (page: Document): Bell => {
  const context = new AudioContext()
  const [isBlocked, setBlocked] = createSignal(context.state !== 'running')
  const look = (): void => void setBlocked(context.state !== 'running')
  const wake = (): void => void context.resume()
  context.addEventListener('statechange', look)
  for (const type of ['pointerdown', 'keydown']) page.addEventListener(type, wake)
  onCleanup(() => {
    context.removeEventListener('statechange', look)
    for (const type of ['pointerdown', 'keydown']) page.removeEventListener(type, wake)
    void context.close()
  })
  return {
    isBlocked,
    ring: () => {
      if (context.state !== 'running') return Promise.resolve()
      playSound(context, 'chime')
      return new Promise((resolve) => setTimeout(resolve, soundSeconds('chime') * 1_000))
    },
  }
}
