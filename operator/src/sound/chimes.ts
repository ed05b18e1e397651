import { type Service } from '@totem/shared-schema'
import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** The sound of a service, as the catalogue names it. */
export type Sound = Service['sound']

/** Plays the short sound of each service. */
export interface Chimes {
  readonly play: (sound: Sound) => void
  readonly muted: Accessor<boolean>
  readonly toggle: () => void
}

interface Note {
  /** Both in hertz: a note glides from one to the other. */
  readonly from: number
  readonly to: number
  /** Seconds after the sound begins. */
  readonly at: number
}

const noteSeconds = 0.35
const loudness = 0.25

const notes = {
  bell: [
    { from: 1_319, to: 1_319, at: 0 },
    { from: 1_047, to: 1_047, at: 0.22 },
  ],
  chime: [
    { from: 659, to: 659, at: 0 },
    { from: 784, to: 784, at: 0.14 },
    { from: 1_047, to: 1_047, at: 0.28 },
  ],
  drop: [{ from: 988, to: 494, at: 0 }],
} as const satisfies Record<Sound, readonly Note[]>

/** Makes the sounds of this page. A browser stays silent until somebody has touched the page. */
export const createChimes = (page: Document): Chimes => {
  const [muted, setMuted] = createSignal(false)
  let context: AudioContext | undefined
  const wake = (): void => {
    context ??= new AudioContext()
    void context.resume()
  }
  page.addEventListener('pointerdown', wake, { once: true })
  onCleanup(() => {
    page.removeEventListener('pointerdown', wake)
    void context?.close()
  })
  return {
    play: (sound) => {
      if (context !== undefined && !muted()) playSound(context, sound)
    },
    muted,
    toggle: () => setMuted((before) => !before),
  }
}

/** Plays a sound in an audio context that is allowed to sound. */
export const playSound = (context: AudioContext, sound: Sound): void => {
  for (const note of notes[sound]) playNote(context, note)
}

/** Gives how long a sound lasts, in seconds. */
export const soundSeconds = (sound: Sound): number =>
  Math.max(...notes[sound].map(({ at }) => at)) + noteSeconds

const playNote = (context: AudioContext, note: Note): void => {
  const start = context.currentTime + note.at
  const end = start + noteSeconds
  const tone = new OscillatorNode(context, { type: 'sine', frequency: note.from })
  const volume = new GainNode(context, { gain: 0 })
  tone.frequency.setValueAtTime(note.from, start)
  tone.frequency.exponentialRampToValueAtTime(note.to, end)
  volume.gain.setValueAtTime(loudness, start)
  volume.gain.exponentialRampToValueAtTime(0.001, end)
  tone.connect(volume).connect(context.destination)
  tone.start(start)
  tone.stop(end)
}
