import * as v from 'valibot'
import { signText, type KeyPair } from '../crypto/keys.ts'
import { base64urlToBytes } from '../encoding/bytes.ts'
import { deviceIdOf } from '../ids/make-ids.ts'
import { type Result, err, ok } from '../result/result.ts'
import { type Ticket } from '../ticket/fold.ts'
import { Hlc } from '../time/hlc.ts'
import { bytesToBase45 } from './base45.ts'
import { tenantTag, writePaperBody } from './paper-body.ts'
import { paperText, ticketQrPrefix } from './read-ticket-qr.ts'
import { type TicketPaper } from './ticket-paper.ts'

/** Why a ticket gets no QR code: it is printed without. */
export type UnsignableTicket =
  /** Another device sold it, and only the seller's key proves anything. */
  | { readonly kind: 'not_our_ticket' }
  /** Its facts are beyond the format. */
  | { readonly kind: 'does_not_fit'; readonly why: string }

/**
 * Writes a ticket's QR code: what the kiosk knows at `nowMs` (ms since 1970), signed by the key that sold it, in
 * characters of a QR code's alphanumeric mode. The format is docs/ticket-qr.md.
 */
export const signTicketQr = (
  ticket: Ticket,
  nowMs: number,
  keys: KeyPair,
): Result<string, UnsignableTicket> => {
  const paper = paperOf(ticket, nowMs)
  if (paper?.owner !== deviceIdOf(keys.publicKey)) return err({ kind: 'not_our_ticket' })
  try {
    const body = writePaperBody({ tag: tenantTag(ticket.tenantId), paper })
    const signature = base64urlToBytes(signText(paperText(ticket.tenantId, body), keys.secretKey))
    return ok(`${ticketQrPrefix}${bytesToBase45(Uint8Array.from([...body, ...(signature ?? [])]))}`)
  } catch (cause) {
    if (cause instanceof RangeError) return err({ kind: 'does_not_fit', why: cause.message })
    throw cause
  }
}

/** Takes from a ticket what its paper says; `undefined` when no device sold it. */
const paperOf = (ticket: Ticket, nowMs: number): TicketPaper | undefined => {
  if (ticket.soldBy.kind !== 'device') return undefined
  const minutes = Math.max(0, Math.floor((nowMs - ticket.soldAt) / 60_000))
  return {
    ticketId: ticket.id,
    owner: ticket.soldBy.device,
    soldAt: ticket.soldAt,
    sale: ticket.sale,
    payment: ticket.payment.status,
    asOf: v.parse(Hlc, ticket.soldAt + minutes * 60_000),
    txid: lastTxidOf(ticket),
  }
}

const lastTxidOf = (ticket: Ticket): string | null =>
  ticket.history.reduce<string | null>(
    (last, { event }) => (event.type === 'charge_shown' ? event.data.txid : last),
    null,
  )
