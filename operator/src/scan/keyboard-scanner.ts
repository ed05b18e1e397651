import { ticketQrPrefix } from '@totem/shared-schema'
import { onCleanup } from 'solid-js'

/** What a hand scanner that poses as a keyboard has typed so far, and when it typed last (ms). */
export interface Typed {
  readonly text: string
  readonly at: number
}

/** Nothing typed. */
export const nothingTyped: Typed = { text: '', at: 0 }

/**
 * A scanner leaves a few milliseconds between keys, more where Bluetooth stalls; after this long the rest will not come.
 * Nobody types a ticket's prefix where there is no field, so the time need not tell people from scanners.
 */
const gapMs = 1_000

/** Adds one key. `code` is what was scanned, once the scanner has ended it with Enter or Tab. */
export const typeKey = (
  before: Typed,
  key: string,
  at: number,
): { readonly typed: Typed; readonly code?: string } => {
  const text = at - before.at > gapMs ? '' : before.text
  if (key === 'Enter' || key === 'Tab')
    return text.startsWith(ticketQrPrefix)
      ? { typed: nothingTyped, code: text }
      : { typed: nothingTyped }
  // Shift comes between the characters of many scanners.
  if (Array.from(key).length !== 1) return { typed: { text, at: text === '' ? 0 : at } }
  const begun = [text + key, key].find(isBeginning)
  return { typed: begun === undefined ? nothingTyped : { text: begun, at } }
}

/** Whatever else is typed is no business of a scanner. */
const isBeginning = (text: string): boolean =>
  ticketQrPrefix.startsWith(text) || text.startsWith(ticketQrPrefix)

/** Says whether what was typed is the beginning of a ticket: its space and Enter must press no button. */
export const isOfScanner = ({ text }: Typed): boolean => text.startsWith(ticketQrPrefix)

/** Listens for a hand scanner for as long as a screen is shown. Fields take their own keys. */
export const createKeyboardScanner = (page: Document, onCode: (code: string) => void): void => {
  let typed = nothingTyped
  const hear = (event: KeyboardEvent): void => {
    if (event.target instanceof Element && event.target.matches('input, textarea, select')) return
    const wasScanner = isOfScanner(typed)
    const heard = typeKey(typed, event.key, event.timeStamp)
    typed = heard.typed
    if (isOfScanner(typed) || (wasScanner && heard.code !== undefined)) event.preventDefault()
    if (heard.code !== undefined) onCode(heard.code)
  }
  page.addEventListener('keydown', hear, { capture: true })
  onCleanup(() => page.removeEventListener('keydown', hear, { capture: true }))
}
