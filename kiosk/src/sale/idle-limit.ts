import { type ComfortSettings, firstSettings } from '../comfort/comfort.ts'
import { isEmptyDraft } from './draft.ts'
import { type SaleState } from './sale-state.ts'

/** From how many seconds before the end people are warned. */
export const warningSeconds = 15

/** Gives after how many milliseconds without a touch a screen goes back to the start; `null`: never. */
export const idleLimitMs = (
  state: SaleState,
  settings: ComfortSettings = firstSettings,
): number | null => {
  switch (state.kind) {
    case 'choosing':
      // Somebody's language or text size on the start screen is not the next one's.
      return isEmptyDraft(state.draft) && isFirst(settings) ? null : 90_000
    case 'filling':
      return 90_000
    case 'expired':
    case 'charge_refused':
      return 5 * 60_000
    case 'done':
      return 30_000
    case 'cancelled':
      return 15_000
    // Money may be moving, or the device is about to answer.
    case 'selling':
    case 'charging':
    case 'showing_qr':
    case 'showing_offline':
    case 'cancelling':
      return null
  }
}

const isFirst = (settings: ComfortSettings): boolean =>
  JSON.stringify(settings) === JSON.stringify(firstSettings)
