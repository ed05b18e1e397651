import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printableCharacters } from '../receipt/printable.ts'
import { byteOf, characterOf, codePages, upperHalf } from './code-pages.ts'
import { paperWidths, printerModels } from './printer-profile.ts'
import { profileOf } from './profile-of.ts'

test.for(codePages)('%s names 128 characters and prints every printable one', (page) => {
  expect(upperHalf[page]).toHaveLength(128)
  const printed = Array.from(printableCharacters, (character) =>
    characterOf(byteOf(character, page) ?? 0, page),
  )
  expect(printed.join('')).toBe(printableCharacters)
})

test.for([
  ['ã', 'cp860', 0x84],
  ['ã', 'cp850', 0xc6],
  ['ã', 'cp858', 0xc6],
  ['ã', 'windows1252', 0xe3],
  ['Õ', 'cp860', 0x99],
  ['ç', 'cp850', 0x87],
  ['A', 'cp850', 0x41],
] as const)('%s in %s is 0x%x', ([character, page, byte]) => {
  expect(byteOf(character, page)).toBe(byte)
})

test('nothing prints a control byte, whatever the character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 2 }),
      fc.constantFrom(...codePages),
      (text, page) => {
        const byte = byteOf(text, page)
        expect(byte === undefined || (byte >= 0x20 && byte !== 0x7f)).toBe(true)
      },
    ),
  )
})

test('every profile has letters of 12 dots that fit its row', () => {
  for (const model of printerModels)
    for (const paper of paperWidths) {
      const { dots, columns } = profileOf({ model, paper })
      expect(Math.floor(dots / 12)).toBe(columns)
    }
})

test('the code page of a set-up wins over the usual one', () => {
  const codePage = { page: 'windows1252', number: 6 } as const
  expect(profileOf({ model: 'generic', paper: 80, codePage }).codePage).toEqual(codePage)
})
