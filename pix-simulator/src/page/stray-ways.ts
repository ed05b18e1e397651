import * as v from 'valibot'
import { Cents } from '../money/amount.ts'

/** Parses how a person pays against the rules of a charge. */
export const StrayWay = v.picklist(['less', 'more', 'twice', 'again', 'late'])
/** How a person pays against the rules of a charge. */
export type StrayWay = v.InferOutput<typeof StrayWay>

/** By how much a wrong amount is wrong, in centavos. */
const wrongBy = 100

/** Gives the amounts that come in, in order; an amount cannot fall below one centavo. */
export const strayAmounts = (way: StrayWay, amountCents: Cents): readonly Cents[] => {
  switch (way) {
    case 'less':
      return [v.parse(Cents, Math.max(1, amountCents - wrongBy))]
    case 'more':
      return [v.parse(Cents, amountCents + wrongBy)]
    case 'twice':
      return [amountCents, amountCents]
    case 'again':
    case 'late':
      return [amountCents]
  }
}
