import { type Accessor, createContext, createSignal, useContext } from 'solid-js'
import { firstLanguage, type Language } from '../texts/language.ts'

/** How large texts stand, in steps that keep every screen whole. */
export const textSizes = ['normal', 'large', 'largest'] as const
/** A text size. */
export type TextSize = (typeof textSizes)[number]

/** How one customer likes the kiosk. */
export interface ComfortSettings {
  readonly language: Language
  readonly textSize: TextSize
  readonly isHighContrast: boolean
  /** Controls in the lower part of a tall screen, for who sits. */
  readonly isLow: boolean
  /** Tones, and headings read aloud where the browser has a voice. */
  readonly hasSound: boolean
}

/** What every customer begins with. */
export const firstSettings: ComfortSettings = {
  language: firstLanguage,
  textSize: 'normal',
  isHighContrast: false,
  isLow: false,
  hasSound: false,
}

/** The settings of the present customer, and how they are changed. */
export interface Comfort {
  readonly settings: Accessor<ComfortSettings>
  readonly change: (settings: Partial<ComfortSettings>) => void
  /** Forgets one customer's settings before the next one comes. */
  readonly reset: () => void
}

/** Makes the settings of a kiosk. */
export const createComfort = (): Comfort => {
  const [settings, setSettings] = createSignal(firstSettings)
  return {
    settings,
    change: (changes) => setSettings((before) => ({ ...before, ...changes })),
    reset: () => setSettings(firstSettings),
  }
}

/** The settings of the present customer, for every part of a screen. */
export const ComfortContext = createContext<Comfort>(createComfort())

/** Gives the settings of the present customer. */
export const useComfort = (): Comfort => useContext(ComfortContext)
