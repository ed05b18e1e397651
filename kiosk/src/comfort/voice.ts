import { createEffect, createMemo, on } from 'solid-js'
import { type Comfort } from './comfort.ts'

/** What the kiosk can be heard by. */
export interface Voice {
  /** Reads a text aloud in its language, instead of what it was reading. Does nothing without a voice. */
  readonly say: (text: string, language: string) => void
  /** A short tone; `true`: something went well. */
  readonly tone: (isGood: boolean) => void
  readonly hush: () => void
}

/** Pitches in Hz: a step up is good news. */
const pitches = { good: [660, 880], plain: [520] } as const
/** Length of one tone, in seconds. */
const toneSeconds = 0.12
/** A tone is to be heard in a room with music, and no further. */
const loudness = 0.12

/** The voice of the page: the browser's own speech, and tones without a sound file. */
export const pageVoice = (): Voice => {
  const speech = 'speechSynthesis' in window ? window.speechSynthesis : undefined
  let audio: AudioContext | undefined
  return {
    say: (text, language) => {
      if (speech === undefined || text === '') return
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.lang = language
      speech.cancel()
      speech.speak(utterance)
    },
    tone: (isGood) => {
      audio ??= new AudioContext()
      let at = audio.currentTime
      for (const pitch of isGood ? pitches.good : pitches.plain) {
        const oscillator = new OscillatorNode(audio, { frequency: pitch })
        const volume = new GainNode(audio, { gain: loudness })
        oscillator.connect(volume).connect(audio.destination)
        oscillator.start(at)
        oscillator.stop(at + toneSeconds)
        at += toneSeconds
      }
    },
    hush: () => speech?.cancel(),
  }
}

/** A screen as one hears it. */
export interface HeardScreen {
  /** Changes with every screen. */
  readonly kind: string
  readonly isGoodNews: boolean
}

/** Lets every new screen be heard by its heading, for customers who switched sound on. */
export const createVoiceHints = (
  { settings }: Comfort,
  screen: () => HeardScreen,
  voice: Voice,
): void => {
  // One text for all that matters: letters typed on the same screen are no news.
  const heard = createMemo(() => {
    const { hasSound, language } = settings()
    return `${String(hasSound)} ${language} ${screen().kind}`
  })
  createEffect(
    on(
      heard,
      () => {
        const { hasSound, language } = settings()
        if (!hasSound) {
          voice.hush()
          return
        }
        voice.tone(screen().isGoodNews)
        // Effects run once the new screen stands in the document.
        voice.say(document.querySelector('main h1')?.textContent ?? '', language)
      },
      { defer: true },
    ),
  )
}
