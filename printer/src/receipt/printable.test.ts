import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printableCharacters, toPrintable } from './printable.ts'

test.for([
  ['João Conceição Ação ÃÕÇ', 'João Conceição Ação ÃÕÇ'],
  ['Joa\u0303o', 'João'],
  ['R$\u00a045,00', 'R$ 45,00'],
  ['2ª via, 1º, 12°', '2ª via, 1º, 12°'],
  ['Gelo – “frio” d’água…', 'Gelo - "frio" d\'água...'],
  ['Zoë Łukasz Ørsted Muñoz', 'Zoe Lukasz Orsted Munoz'],
  ['Gelo 🧊❄️ & cia', 'Gelo & cia'],
  ['👩‍👩‍👧', ''],
  ['Иван 李', '???? ?'],
  ['←@', '@'],
  ['↔V☺', 'V'],
  ['►¶☻☺◘', '?'],
  ['a\u001b@b\u0010\u0004\u0001', 'a@b'],
  ['linha\numa\tduas', 'linha uma duas'],
  ['  dois  espaços  ', 'dois espaços'],
] as const)('%j prints as “%s”', ([text, printed]) => {
  expect(toPrintable(text)).toBe(printed)
})

test('whatever comes in, only listed characters come out, and a second pass changes nothing', () => {
  const listed = new Set(printableCharacters)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const printed = toPrintable(text)
      expect(Array.from(printed).filter((character) => !listed.has(character))).toEqual([])
      expect(toPrintable(printed)).toBe(printed)
    }),
    { numRuns: 1_000 },
  )
})
