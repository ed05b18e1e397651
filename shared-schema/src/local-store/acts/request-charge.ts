import { err, PaymentLinkResponse, type Result, type Ticket } from '@totem/shared-schema'
import { type DeviceParts } from '../device-parts.ts'
import { type ChargeProblem } from '../device.ts'

/** How long a customer waits for a QR before the kiosk falls to the next way to pay, in milliseconds. */
const chargeTimeoutMs = 2_000

/** Asks the gateway for the Pix charge of a ticket; the same attempt always gives the same charge. */
export const requestCharge = async (
  { session }: DeviceParts,
  ticket: Ticket,
  attempt: number,
): Promise<Result<PaymentLinkResponse, ChargeProblem>> => {
  const { sale } = ticket
  const answer = await session.request({
    method: 'POST',
    path: '/payments/link',
    body: {
      ticketId: ticket.id,
      intent: sale.intent,
      attempt,
      amountCents: sale.service.priceCents,
      description: `${ticket.number} ${sale.service.name}`,
    },
    timeoutMs: chargeTimeoutMs,
    answer: PaymentLinkResponse,
  })
  if (answer.ok) return answer
  const { error } = answer
  if (error.kind === 'unreachable') return err({ kind: 'offline' })
  return err(
    error.status >= 500 ? { kind: 'bank_unavailable' } : { kind: 'refused', detail: error.detail },
  )
}
