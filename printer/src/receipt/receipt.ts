import { formatCents, type PaymentStatus, type Ticket } from '@totem/shared-schema'

/** One line of a receipt, before anybody knows how wide the paper is. */
export type ReceiptLine =
  | { readonly kind: 'text'; readonly text: string; readonly size: 'normal' | 'strong' | 'huge' }
  | { readonly kind: 'pair'; readonly label: string; readonly value: string }
  | { readonly kind: 'rule' }

/** What a receipt is made of. */
export interface ReceiptFacts {
  readonly ticket: Ticket
  readonly studio: string
  /** IANA name of the tenant's time zone. */
  readonly timeZone: string
  /** A reprint says that it is one. */
  readonly copy: 'original' | 'reprint'
}

/**
 * Writes a ticket's receipt: the same words on paper and on screen. It holds nothing personal, because
 * paper is left lying about.
 */
export const receiptOf = ({
  ticket,
  studio,
  timeZone,
  copy,
}: ReceiptFacts): readonly ReceiptLine[] => {
  const { sale } = ticket
  return [
    { kind: 'text', text: studio, size: 'strong' },
    ...(copy === 'reprint' ? [reprintLine] : []),
    { kind: 'text', text: ticket.number, size: 'huge' },
    { kind: 'text', text: sale.service.name, size: 'strong' },
    { kind: 'rule' },
    { kind: 'pair', label: 'Valor', value: formatCents(sale.service.priceCents) },
    { kind: 'pair', label: 'Pagamento', value: paymentSentence[ticket.payment.status] },
    { kind: 'pair', label: 'Duração', value: `${sale.service.durationMinutes} min` },
    { kind: 'pair', label: 'Emitida em', value: printTime(ticket.soldAt, timeZone) },
    ...(sale.offline ? [offlineLine] : []),
  ]
}

const reprintLine: ReceiptLine = { kind: 'text', text: '2ª via', size: 'strong' }

const offlineLine: ReceiptLine = {
  kind: 'text',
  text: 'Emitida sem conexão',
  size: 'normal',
}

/** What is known about the money, in words that stay true on paper. */
const paymentSentence: Readonly<Record<PaymentStatus, string>> = {
  pending: 'aguardando pagamento',
  at_desk: 'pagar no balcão',
  paid: 'pago',
  review: 'em conferência',
  refund_due: 'a devolver',
  refunded: 'devolvido',
}

const printTime = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat('pt-BR', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(ms)
