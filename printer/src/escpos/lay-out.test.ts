import { expect, test } from 'vitest'
import { type ReceiptLine } from '../receipt/receipt.ts'
import { layOut } from './lay-out.ts'

const narrow = { columns: 32, maxScale: 8 }
const wide = { columns: 48, maxScale: 8 }
const small = { columns: 48, maxScale: 2 }
const text = (words: string, size: 'normal' | 'strong' | 'huge'): ReceiptLine => ({
  kind: 'text',
  text: words,
  size,
})
const shown = (line: ReceiptLine, shape = narrow) =>
  layOut([line], shape).map((row) =>
    row.kind === 'qr'
      ? 'qr'
      : `${' '.repeat(row.indent)}${row.text} ${row.scale.width}×${row.scale.height}`,
  )

test.for([
  ['A-017', narrow, [' A-017 6×6']],
  ['A-017', wide, ['         A-017 6×6']],
  ['AB-99999', narrow, ['AB-99999 4×4']],
  ['A-017', small, [' 1×1', '                   A-017 2×2', ' 1×1']],
] as const)('the number %s is as large as the row allows', ([number, shape, rows]) => {
  expect(shown(text(number, 'huge'), shape)).toEqual(rows)
})

test.for([
  ['Banheira de Gelo', narrow, ['Banheira de Gelo 2×2']],
  ['Bota de Compressão', narrow, ['       Bota de Compressão 1×2']],
  ['Bota de Compressão', small, ['               Bota de Compressão 1×2']],
] as const)('strong words stay on one row: %s', ([words, shape, rows]) => {
  expect(shown(text(words, 'strong'), shape)).toEqual(rows)
})

test('a label and a value stand at the two ends of a row, or below each other', () => {
  expect(shown({ kind: 'pair', label: 'Valor', value: 'R$\u00a060,00' })).toEqual([
    `Valor${' '.repeat(19)}R$ 60,00 1×1`,
  ])
  expect(shown({ kind: 'pair', label: 'Pagamento', value: 'aguardando a confirmação' })).toEqual([
    'Pagamento 1×1',
    `${' '.repeat(8)}aguardando a confirmação 1×1`,
  ])
})

test('words that hold nothing printable take no row', () => {
  expect(shown(text('🧊', 'strong'))).toEqual([])
})

test('a rule, a space and a code are a row each', () => {
  expect(shown({ kind: 'rule' })).toEqual([`${'-'.repeat(32)} 1×1`])
  expect(shown({ kind: 'space' })).toEqual([' 1×1'])
  expect(shown({ kind: 'qr', text: 'T1:' })).toEqual(['qr'])
})
