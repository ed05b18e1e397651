import { expect, test } from 'vitest'
import { readPdf } from './_read-pdf.ts'
import { type Sheet, sheetToPdf } from './sheet-to-pdf.ts'

const facts = { title: 'Relatório 22/11', createdAtMs: Date.parse('2026-11-23T03:05:00Z') }
const aSheet = (rows: number): Sheet => ({
  title: 'Relatório do dia',
  subtitle: 'Estúdio São João – 22/11/2026',
  tables: [
    {
      title: 'Serviços',
      columns: ['Serviço', 'Vendidas', 'Recebido'],
      rows: Array.from({ length: rows }, (_, index) => [`Serviço ${index + 1}`, '3', 'R$ 270,00']),
    },
  ],
  footnote: 'Revisão 1',
})

test('a sheet is read back as it was written, with accents', async () => {
  const pdf = await readPdf(sheetToPdf(aSheet(2), facts))
  expect([pdf.title, pdf.language, pdf.pages]).toEqual(['Relatório 22/11', 'pt-BR', 1])
  for (const text of ['totem', 'Estúdio São João', 'Serviço 2', 'R$ 270,00', 'Revisão 1', '1/1'])
    expect(pdf.text).toContain(text)
})

test('a long table goes on over the page', async () => {
  expect((await readPdf(sheetToPdf(aSheet(100), facts))).pages).toBe(3)
})

test('the same sheet is the same file', () => {
  expect(sheetToPdf(aSheet(1), facts)).toEqual(sheetToPdf(aSheet(1), facts))
})
