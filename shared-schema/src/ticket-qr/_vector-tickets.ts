import { type GivenTicket } from './_a-paper.ts'

/** How the ticket of each vector is sold, and when its paper is printed. */
export const vectorTickets: Readonly<
  Record<string, { readonly ticket: GivenTicket; readonly afterMs: number }>
> = {
  'offline, nothing paid': { ticket: {}, afterMs: 0 },
  'a charge shown, pays at the desk': {
    ticket: {
      atDesk: true,
      txid: 'TA00123456789ABCDEFGHJKMND01',
      sale: {
        counter: 1_204,
        offline: false,
        service: {
          code: 'BOTA',
          name: 'Bota de Compressão',
          priceCents: 6_000,
          durationMinutes: 30,
        },
      },
    },
    afterMs: 45 * 60_000,
  },
  'a charge issued in advance': {
    ticket: { txid: 'TA0ZYXWVTSRQPNMKJHGFEDCBAD01', sale: { offline: true } },
    afterMs: 60_000,
  },
  'a txid of some bank, two letters, name cut': {
    ticket: {
      txid: 'E00038166201907261559y6j6mt9l0pi12x',
      sale: {
        letter: 'AB',
        counter: 99_999,
        service: {
          code: 'RECUPERACAO1',
          name: 'Sessão completa de recuperação muscular',
          priceCents: 100_000_000,
          durationMinutes: 240,
        },
      },
    },
    afterMs: 90 * 86_400_000,
  },
}
