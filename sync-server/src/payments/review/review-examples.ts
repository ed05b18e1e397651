const at = (time: string): number => Date.parse(`2026-11-23T${time}Z`)
const ticket = 't01jdbq5r8g4k7m2p9x3v6a1c5e'
const movement = 'pay:pix:E99999999202611231336AbCdEfGhIjk'
const ref = 'pix~E99999999202611231336AbCdEfGhIjk'

/** What the API page shows of the review inbox; a test holds it against the schemas. */
export const reviewExamples = {
  inbox: {
    isWhole: true,
    items: [
      {
        kind: 'ticket',
        id: ticket,
        number: 'A-017',
        businessDay: '2026-11-23',
        service: 'Banheira de Gelo',
        priceCents: 9_000,
        payment: 'review',
        movements: [
          {
            movement,
            ref,
            amountCents: 9_500,
            returnedCents: 0,
            heldCents: 9_500,
            refunds: [],
          },
        ],
        reasons: ['overpaid'],
        suggestion: { act: 'refund', movement: ref, amountCents: 500 },
      },
      {
        kind: 'money',
        id: 'pix~E99999999202611231402ZyXwVuTsRqP',
        txid: null,
        amountCents: 9_000,
        heldCents: 9_000,
        settledAt: at('14:02:00'),
        refunds: [],
        candidates: [
          {
            ticketId: ticket,
            number: 'A-017',
            businessDay: '2026-11-23',
            service: 'Banheira de Gelo',
            soldAt: at('13:58:00'),
          },
        ],
        reasons: ['no_txid'],
        suggestion: { act: 'link', ticketId: ticket },
      },
    ],
  },
  closed: { isWhole: true, items: [] },
  accept: { held: [{ movement, cents: 9_500 }] },
  refund: { amountCents: 500, committedCents: 0 },
  link: { ticketId: ticket },
  close: { reason: 'returned_by_transfer' },
  answer: { item: null },
} as const satisfies Readonly<Record<string, unknown>>
