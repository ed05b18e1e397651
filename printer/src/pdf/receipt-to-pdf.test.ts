import { expect, test } from 'vitest'
import { readQr } from '../interpreter/_read-qr.ts'
import { aReceipt, lettersOf, names, wordsOf } from '../interpreter/_samples.ts'
import { readPdf } from './_read-pdf.ts'
import { receiptToPdf } from './receipt-to-pdf.ts'

const facts = { title: 'Senha A-017', createdAtMs: Date.parse('2026-11-23T13:30:00Z') }

test.for(Object.entries(names))(
  'every word of a receipt and its code can be read back from its PDF: %s',
  async ([, studio]) => {
    const receipt = aReceipt(studio)
    const pdf = await readPdf(receiptToPdf(receipt, facts))
    expect(lettersOf([pdf.text])).toBe(lettersOf(wordsOf(receipt)))
    const qr = receipt.flatMap((line) => (line.kind === 'qr' ? [line.text] : []))
    expect(await readQr(await pdf.draw())).toEqual(qr)
  },
)

test('a PDF is one page of 80 mm that says what it is, and in which language', async () => {
  const { pages, title, language, width, height } = await readPdf(receiptToPdf(aReceipt(), facts))
  expect({ pages, title, language, width: Math.round(width) }).toEqual({
    pages: 1,
    title: 'Senha A-017',
    language: 'pt-BR',
    width: 80,
  })
  expect(height).toBeGreaterThan(120)
})

test('the same receipt gives the same file, byte for byte', () => {
  expect(receiptToPdf(aReceipt(), facts)).toEqual(receiptToPdf(aReceipt(), facts))
})

test('a receipt without a code is a shorter page', async () => {
  const noCode = aReceipt().filter(({ kind }) => kind !== 'qr')
  const [whole, short] = [
    await readPdf(receiptToPdf(aReceipt(), facts)),
    await readPdf(receiptToPdf(noCode, facts)),
  ]
  expect(Math.round(whole.height - short.height)).toBe(50)
})
