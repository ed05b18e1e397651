import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** The part of `speechSynthesis` that the panel speaks with. */
export type Synthesizer = Pick<
  SpeechSynthesis,
  'getVoices' | 'speak' | 'cancel' | 'addEventListener' | 'removeEventListener'
>

/** A voice that speaks Portuguese, where the browser has one. */
export interface Voice {
  /** Whether there is such a voice; many browsers learn of theirs only after a moment. */
  readonly isThere: Accessor<boolean>
  /** Says a sentence and resolves at its end; without a voice, at once. */
  readonly speak: (text: string) => Promise<void>
}

/** A browser may forget to say that a sentence has ended: longer than this none lasts, in milliseconds. */
const longestMs = 12_000

/** Follows the voices of the browser. */
export const createVoice = (synthesizer: Synthesizer | undefined): Voice => {
  const find = (): SpeechSynthesisVoice | undefined => {
    const voices = synthesizer?.getVoices() ?? []
    const speaks = (tag: string) =>
      voices.find(({ lang }) => lang.replace('_', '-').startsWith(tag))
    return speaks('pt-BR') ?? speaks('pt')
  }
  const [voice, setVoice] = createSignal(find(), { equals: false })
  const look = (): void => void setVoice(() => find())
  synthesizer?.addEventListener('voiceschanged', look)
  onCleanup(() => {
    synthesizer?.removeEventListener('voiceschanged', look)
    synthesizer?.cancel()
  })
  return {
    isThere: () => voice() !== undefined,
    speak: (text) => {
      const speaker = find()
      if (synthesizer === undefined || speaker === undefined) return Promise.resolve()
      return new Promise((resolve) => {
        const utterance = new SpeechSynthesisUtterance(text)
        utterance.voice = speaker
        utterance.lang = speaker.lang
        utterance.rate = 0.95
        const timer = setTimeout(() => {
          synthesizer.cancel()
          resolve()
        }, longestMs)
        const end = (): void => {
          clearTimeout(timer)
          resolve()
        }
        utterance.onend = end
        utterance.onerror = end
        synthesizer.speak(utterance)
      })
    },
  }
}
