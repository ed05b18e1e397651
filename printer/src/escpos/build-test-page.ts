import { type PrinterProfile } from '../profile/printer-profile.ts'
import { type ReceiptLine } from '../receipt/receipt.ts'
import { buildPrintData } from './build-ticket-job.ts'
import { layOut } from './lay-out.ts'
import { type PrintData } from './print-data.ts'

/**
 * Writes the page an installer prints first: whether columns, accents, QR code and cut are right. Each candidate code page
 * writes one line; the line that reads well says what to choose when the usual page comes out wrong.
 */
export const buildTestPage = (profile: PrinterProfile): PrintData => {
  const { candidates, codePage, columns, name, paper } = profile
  const part = (receipt: readonly ReceiptLine[], page = codePage) => ({
    codePage: page,
    rows: layOut(receipt, profile),
  })
  return buildPrintData(
    [
      part([
        text('Página de teste', 'strong'),
        text(name),
        text(`papel de ${paper} mm, ${columns} colunas`),
        { kind: 'rule' },
        text('Escolha a linha em que os acentos aparecem certos:'),
      ]),
      ...candidates.map((candidate) =>
        part([pair(`${candidate.page} n${candidate.number}`, accents)], candidate),
      ),
      part([
        { kind: 'rule' },
        text('0123456789'.repeat(5).slice(0, columns)),
        text('A-017', 'huge'),
        { kind: 'qr', text: testQr },
        text('Leia o código com a câmera.'),
      ]),
    ],
    profile,
  )
}

/** What the QR code of the test page says. */
export const testQr = 'TOTEM: TESTE DE IMPRESSAO'

const accents = 'ação ÃÕÇ'

const text = (words: string, size: 'normal' | 'strong' | 'huge' = 'normal'): ReceiptLine => ({
  kind: 'text',
  text: words,
  size,
})
const pair = (label: string, value: string): ReceiptLine => ({ kind: 'pair', label, value })
