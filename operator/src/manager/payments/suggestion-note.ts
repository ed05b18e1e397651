import { formatCents, type ReviewItem } from '@totem/shared-schema'
import { paymentsTexts } from './payments.texts.ts'

/** Says what is suggested where that is no button: to wait, to call the bank, to ask the customer for the rest. */
export const suggestionNote = ({ suggestion }: ReviewItem): string | undefined => {
  switch (suggestion.act) {
    case 'wait':
    case 'call_bank':
      return paymentsTexts.waitNote[suggestion.act]
    case 'ask_rest':
      return paymentsTexts.waitNote.ask_rest(formatCents(suggestion.amountCents))
    case 'accept':
    case 'refund':
    case 'return_by_hand':
    case 'link':
    case 'release':
      return undefined
  }
}
