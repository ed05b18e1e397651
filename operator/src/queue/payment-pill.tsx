import { type PaymentStatus } from '@totem/shared-schema'
import { StatusPill, type Tone } from '@totem/ui'
import { type JSX } from 'solid-js'
import { paymentLabels, pixToConfirm } from './queue.texts.ts'

const tones: Readonly<Record<PaymentStatus, Tone>> = {
  pending: 'warn',
  at_desk: 'info',
  paid: 'good',
  review: 'bad',
  refund_due: 'bad',
  refunded: 'neutral',
}

/** The state of a ticket's money in a word. */
export const PaymentPill = (props: {
  readonly payment: PaymentStatus
  /** Whether an unpaid one was sold on a Pix that is still to be confirmed. */
  readonly isOnTrust: boolean
}): JSX.Element => (
  <StatusPill
    tone={tones[props.payment]}
    icon={props.payment === 'paid' ? 'check' : props.payment === 'at_desk' ? 'desk' : 'wallet'}
  >
    {props.payment === 'pending' && props.isOnTrust ? pixToConfirm : paymentLabels[props.payment]}
  </StatusPill>
)
