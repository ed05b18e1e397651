import {
  formatCents,
  isSoldOnTrust,
  type PaymentStatus,
  type Ticket,
  type WaitEstimate,
} from '@totem/shared-schema'

/** One line of a receipt, before anybody knows how wide the paper is. */
export type ReceiptLine =
  | { readonly kind: 'text'; readonly text: string; readonly size: 'normal' | 'strong' | 'huge' }
  | { readonly kind: 'pair'; readonly label: string; readonly value: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'space' }
  /** A QR code of this text, which is in its alphanumeric mode. */
  | { readonly kind: 'qr'; readonly text: string }

/** What a receipt is made of. */
export interface ReceiptFacts {
  readonly ticket: Ticket
  readonly studio: string
  /** IANA name of the tenant's time zone. */
  readonly timeZone: string
  /** A reprint says that it is one. */
  readonly copy: 'original' | 'reprint'
  /** How long the wait is, where anybody knows; a reprint has none, for it would be another moment's. */
  readonly wait?: WaitEstimate
  /** The signed ticket (docs/ticket-qr.md); absent where the key that sold it is not at hand. */
  readonly qr?: string
}

/**
 * Writes a ticket's receipt: the same words on paper, in the PDF and on screen. It holds nothing personal, because
 * paper is left lying about.
 */
export const receiptOf = (facts: ReceiptFacts): readonly ReceiptLine[] => {
  const { ticket, studio, timeZone, copy, wait, qr } = facts
  const { sale, soldAt } = ticket
  return [
    text(studio, 'strong'),
    ...(copy === 'reprint' ? [text('2ª via', 'strong')] : []),
    space,
    text('Sua senha'),
    text(ticket.number, 'huge'),
    text(sale.service.name, 'strong'),
    rule,
    pair('Valor', formatCents(sale.service.priceCents)),
    pair('Pagamento', paymentSentenceOf(ticket)),
    pair('Duração', `${sale.service.durationMinutes} min`),
    pair('Emitida em', printTime(soldAt, timeZone)),
    ...(copy === 'original' ? waitLines(wait, timeZone) : []),
    rule,
    ...(sale.offline ? [text('Emitida sem conexão')] : []),
    ...(qr === undefined
      ? []
      : [{ kind: 'qr', text: qr } as const, text('Mostre este código no balcão.')]),
    space,
    text(
      'Seus dados são tratados conforme a LGPD (Lei 13.709/2018). Este papel não traz dados pessoais.',
    ),
  ]
}

const text = (words: string, size: 'normal' | 'strong' | 'huge' = 'normal'): ReceiptLine => ({
  kind: 'text',
  text: words,
  size,
})
const pair = (label: string, value: string): ReceiptLine => ({ kind: 'pair', label, value })
const rule: ReceiptLine = { kind: 'rule' }
const space: ReceiptLine = { kind: 'space' }

/** A Pix that the kiosk could not see confirmed is not simply unpaid: the customer may hold its receipt. */
const paymentSentenceOf = (ticket: Ticket): string =>
  ticket.payment.status === 'pending' && isSoldOnTrust(ticket)
    ? 'aguardando confirmação'
    : paymentSentence[ticket.payment.status]

/** What is known about the money, in words that stay true on paper. */
const paymentSentence: Readonly<Record<PaymentStatus, string>> = {
  pending: 'aguardando pagamento',
  at_desk: 'pagar no balcão',
  paid: 'pago',
  review: 'em conferência',
  refund_due: 'a devolver',
  refunded: 'devolvido',
}

/** Minutes, and the time of the call, because people look at the clock rather than count. */
const waitLines = (wait: WaitEstimate | undefined, timeZone: string): readonly ReceiptLine[] => {
  switch (wait?.kind) {
    case undefined:
    case 'closed':
      return []
    case 'no_wait':
      return [pair('Espera', 'quase nenhuma')]
    case 'wait': {
      const clock = new Intl.DateTimeFormat('pt-BR', { timeZone, timeStyle: 'short' })
      return [
        pair('Espera', `${wait.fromMinutes} a ${wait.toMinutes} min`),
        pair('Chamada por volta de', clock.format(wait.calledAt)),
      ]
    }
  }
}

const printTime = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat('pt-BR', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    .format(ms)
    .replace(',', '')
