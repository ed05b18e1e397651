import { setTimeout as sleep } from 'node:timers/promises'
import { type Pair } from './way.ts'

/** How long one ticket took, in milliseconds. */
export interface Crossing {
  /** From the customer's confirmation to the tablet's screen. */
  readonly fromConfirm: number
  /** From the moment the kiosk held it. */
  readonly fromStored: number
}

/** Pause between two sales, in milliseconds: acknowledgements arrive and long polls are asked again. */
const pauseMs = 20

/** Sells one ticket after the other and waits for each on the tablet. The first few are thrown away. */
export const sellAndWatch = async (
  pair: Pair,
  { sales, warmUp }: { readonly sales: number; readonly warmUp: number },
): Promise<readonly Crossing[]> => {
  const crossings: Crossing[] = []
  for (let sale = 0; sale < warmUp + sales; sale += 1) {
    await sleep(pauseMs * (0.5 + Math.random()))
    const confirmed = performance.now()
    const id = await pair.sell()
    const stored = performance.now()
    const shown = await pair.screen.shownAt(id)
    // The tablet may be faster than the kiosk's promise.
    if (sale >= warmUp)
      crossings.push({ fromConfirm: shown - confirmed, fromStored: Math.max(0, shown - stored) })
  }
  return crossings
}
