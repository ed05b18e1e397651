import { type PaymentStatus } from '@totem/shared-schema'
import { StatusPill, type Tone } from '@totem/ui'
import { type JSX } from 'solid-js'
import { paymentLabels } from './queue.texts.ts'

const tones: Readonly<Record<PaymentStatus, Tone>> = {
  pending: 'warn',
  at_desk: 'info',
  paid: 'good',
  review: 'bad',
  refund_due: 'bad',
  refunded: 'neutral',
}

/** The state of a ticket's money in a word. */
export const PaymentPill = (props: { readonly payment: PaymentStatus }): JSX.Element => (
  <StatusPill
    tone={tones[props.payment]}
    icon={props.payment === 'paid' ? 'check' : props.payment === 'at_desk' ? 'desk' : 'wallet'}
  >
    {paymentLabels[props.payment]}
  </StatusPill>
)
