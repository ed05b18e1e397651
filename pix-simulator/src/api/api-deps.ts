import { type Tokens } from '../auth/tokens.ts'
import { type Bank } from '../bank/bank.ts'
import { type EndToEndId } from '../charge/end-to-end-id.ts'
import { type RefundId } from '../refund/refund.ts'
import { type Show } from './show.ts'

/** What the routes of the API serve from. */
export interface ApiDeps {
  readonly bank: Bank
  readonly tokens: Tokens
  readonly show: Show
  readonly nowMs: () => number
  /** Hears about each refund that was taken on. */
  readonly onRefundAsked: (endToEndId: EndToEndId, refundId: RefundId) => void
}
