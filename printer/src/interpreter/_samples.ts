import { keyPairFromSeed, signTicketQr, type Ticket } from '@totem/shared-schema'
import { paperWidths, printerModels, type PrinterProfile } from '../profile/printer-profile.ts'
import { profileOf } from '../profile/profile-of.ts'
import { aTicket } from '../receipt/_a-ticket.ts'
import { toPrintable } from '../receipt/printable.ts'
import { receiptOf, type ReceiptFacts, type ReceiptLine } from '../receipt/receipt.ts'

/** Every profile there is. */
export const everyProfile: readonly PrinterProfile[] = printerModels.flatMap((model) =>
  paperWidths.map((paper) => profileOf({ model, paper })),
)

/** Names a person types, a studio has, or somebody invents to see what the printer does. */
export const names = {
  accents: 'João Conceição Ação ÃÕÇ',
  long: 'Estúdio de Recuperação Esportiva São João da Conceição Ltda.',
  'one-word': 'Otorrinolaringologistadesproporcionadamenteinconstitucional',
  emoji: 'Gelo 🧊❄️ & Bem-estar 👩‍👩‍👧',
  'look-alikes': '←@ ↔V☺ ►¶☻☺◘ •§‼ Estúdio',
  control: 'Est\u001b@údio\u001dV\u0000 \u0010\u0014\u0002\u0001\u0008',
} as const

/** The key of the kiosk that sells {@link aTicket}. */
export const kioskKeys = keyPairFromSeed(new Uint8Array(32))

/** Signs the code of a ticket a minute after its sale. */
export const qrOf = (ticket: Ticket): string => {
  const signed = signTicketQr(ticket, ticket.soldAt + 60_000, kioskKeys)
  if (!signed.ok) throw new Error(signed.error.kind)
  return signed.value
}

/** Writes a receipt with all that a receipt can have on it. */
export const aReceipt = (
  studio: string = names.accents,
  given: Partial<ReceiptFacts> = {},
): readonly ReceiptLine[] => {
  const ticket = given.ticket ?? aTicket({ offline: true, status: 'at_desk' })
  return receiptOf({
    ticket,
    studio,
    timeZone: 'America/Sao_Paulo',
    copy: 'original',
    wait: { kind: 'wait', fromMinutes: 10, toMinutes: 20, calledAt: ticket.soldAt + 900_000 },
    qr: qrOf(ticket),
    ...given,
  })
}

/** Gives the words of a receipt as a printer can print them. */
export const wordsOf = (receipt: readonly ReceiptLine[]): readonly string[] =>
  receipt
    .flatMap((line) =>
      line.kind === 'text' ? [line.text] : line.kind === 'pair' ? [line.label, line.value] : [],
    )
    .map(toPrintable)

/** Gives the letters of some lines, without what only places them on paper. */
export const lettersOf = (lines: readonly string[]): string =>
  lines.join('').replaceAll(/[\s-]+/g, '')
