import { type Call } from './board-view.ts'
import { spokenCall } from './spoken-call.ts'

/** What an announcement is made with; each promise resolves when its sound has ended. */
export interface AnnouncerParts {
  readonly chime: () => Promise<void>
  readonly speak: (text: string) => Promise<void>
  /** Whether a call still stands when its turn comes. */
  readonly stands: (call: Call) => boolean
  /** Hears which call is being announced; `undefined` when it is quiet again. */
  readonly onTurn: (call: Call | undefined) => void
}

/** Announces calls one after the other. */
export interface Announcer {
  readonly add: (calls: readonly Call[]) => void
}

/** Makes an announcer. Sounds never overlap: whoever is called while another is announced waits for their turn. */
export const createAnnouncer = ({ chime, speak, stands, onTurn }: AnnouncerParts): Announcer => {
  let queue: readonly Call[] = []
  let isPlaying = false

  const play = async (): Promise<void> => {
    if (isPlaying) return
    isPlaying = true
    try {
      for (let call = queue[0]; call !== undefined; call = queue[0]) {
        queue = queue.slice(1)
        if (!stands(call)) continue
        onTurn(call)
        await chime().catch(() => undefined)
        await speak(spokenCall(call)).catch(() => undefined)
      }
    } finally {
      isPlaying = false
      onTurn(undefined)
    }
  }

  return {
    add: (calls) => {
      const ids = new Set(calls.map(({ id }) => id))
      // A recall of somebody who is still waiting for their turn takes that turn.
      queue = [...queue.filter(({ id }) => !ids.has(id)), ...calls]
      void play()
    },
  }
}
