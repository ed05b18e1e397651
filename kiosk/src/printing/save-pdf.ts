import { receiptOf, type ReceiptFacts } from '@totem/printer'

/** Makes the PDF of a receipt and hands it to the browser, which saves it as *senha-A-017.pdf*. Loaded only when somebody wants one. */
export const savePdf = async (facts: ReceiptFacts, nowMs: number): Promise<void> => {
  const { receiptToPdf } = await import('@totem/printer/pdf')
  const { number } = facts.ticket
  const bytes = receiptToPdf(receiptOf(facts), { title: `Senha ${number}`, createdAtMs: nowMs })
  const address = URL.createObjectURL(
    new Blob([Uint8Array.from(bytes)], { type: 'application/pdf' }),
  )
  const link = document.createElement('a')
  link.href = address
  link.download = `senha-${number}.pdf`
  link.click()
  URL.revokeObjectURL(address)
}
