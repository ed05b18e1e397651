import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakEvenly, breakText, type Ruler } from './break-text.ts'

const columns = (width: number): Ruler => ({ width, measure: (text) => text.length, step: 1 })

test.for([
  ['', 8, []],
  ['gelo', 8, ['gelo']],
  ['banheira de gelo', 8, ['banheira', 'de gelo']],
  ['banheira de gelo', 5, ['banhe', 'ira', 'de', 'gelo']],
] as const)('“%s” on %i columns', ([text, width, rows]) => {
  expect(breakText(text, columns(width))).toEqual(rows)
})

test('rows broken evenly leave no single word behind', () => {
  const text = 'um dois tres quatro cinco seis'
  expect(breakText(text, columns(25))).toEqual(['um dois tres quatro cinco', 'seis'])
  expect(breakEvenly(text, columns(25))).toEqual(['um dois tres', 'quatro cinco seis'])
})

test('no row is too wide, no letter is lost, and even rows are as few', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 80 })
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), (text, width) => {
      const [rows, even] = [breakText(text, columns(width)), breakEvenly(text, columns(width))]
      for (const row of [...rows, ...even]) expect(row.length).toBeLessThanOrEqual(width)
      for (const broken of [rows, even])
        expect(broken.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      expect(even.length).toBe(rows.length)
    }),
  )
})
