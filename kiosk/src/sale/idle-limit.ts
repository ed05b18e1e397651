import { isEmptyDraft } from './draft.ts'
import { type SaleState } from './sale-state.ts'

/** From how many seconds before the end people are warned. */
export const warningSeconds = 15

/** Gives after how many milliseconds without a touch a screen goes back to the start; `null`: never. */
export const idleLimitMs = (state: SaleState): number | null => {
  switch (state.kind) {
    case 'choosing':
      return isEmptyDraft(state.draft) ? null : 90_000
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
    case 'cancelling':
      return null
  }
}
