import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'
import { percentile } from './percentile.ts'

test('percentiles are values that were there', () => {
  expect([percentile([5, 1, 9], 50), percentile([5, 1, 9], 95), percentile([], 50)]).toEqual([
    5,
    9,
    null,
  ])
})

test.for(['=1+1', '+1', '-1', '@x', '\tx'])('%j is no formula in a cell', (text) => {
  expect(csvOf([[text]])).toContain(`'${text.trimEnd()}`)
})
