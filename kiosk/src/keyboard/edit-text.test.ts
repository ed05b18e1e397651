import { maskCpf, maskPhone } from '@totem/shared-schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginsWord, deleteText, remask, typeText } from './edit-text.ts'

const at = (text: string, start = text.length, end = start) => ({ text, start, end })

test.for([
  { field: at(''), typed: 'M', result: { text: 'M', caret: 1 } },
  { field: at('Mria', 1), typed: 'a', result: { text: 'Maria', caret: 2 } },
  { field: at('Maria', 0, 5), typed: 'Z', result: { text: 'Z', caret: 1 } },
])('typing $typed into $field.text gives $result.text', ({ field, typed, result }) => {
  expect(typeText(field, typed)).toEqual(result)
})

test.for([
  { field: at(''), typed: '5', mask: maskCpf, result: { text: '5', caret: 1 } },
  { field: at('529'), typed: '9', mask: maskCpf, result: { text: '529.9', caret: 5 } },
  { field: at('529.98', 1), typed: '1', mask: maskCpf, result: { text: '512.998', caret: 2 } },
  {
    field: at('529.982.247-25'),
    typed: '1',
    mask: maskCpf,
    result: { text: '529.982.247-25', caret: 14 },
  },
  { field: at('529'), typed: 'x', mask: maskCpf, result: { text: '529', caret: 3 } },
  { field: at('(51'), typed: '9', mask: maskPhone, result: { text: '(51) 9', caret: 6 } },
])('the mask keeps its shape: $field.text + $typed', ({ field, typed, mask, result }) => {
  expect(typeText(field, typed, mask)).toEqual(result)
})

test.for([
  { field: at('Ana'), mask: undefined, result: { text: 'An', caret: 2 } },
  { field: at('Ana', 0), mask: undefined, result: { text: 'Ana', caret: 0 } },
  { field: at('Ana', 1, 3), mask: undefined, result: { text: 'A', caret: 1 } },
  { field: at('529.9'), mask: maskCpf, result: { text: '529', caret: 3 } },
  { field: at('(51) 9'), mask: maskPhone, result: { text: '(51', caret: 3 } },
  { field: at('529.982', 4), mask: maskCpf, result: { text: '529.982', caret: 3 } },
])('deleting in $field.text gives $result.text', ({ field, mask, result }) => {
  expect(deleteText(field, mask)).toEqual(result)
})

test('digits typed one by one read the same as pasted at once, and all can be deleted again', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{0,14}$/),
      fc.constantFrom(maskCpf, maskPhone),
      (digits, mask) => {
        let edited = { text: '', caret: 0 }
        for (const digit of digits) edited = typeText(at(edited.text, edited.caret), digit, mask)
        expect(edited.text).toBe(mask(digits))
        expect(remask({ text: digits, caret: digits.length }, mask)).toEqual(edited)
        for (let count = 0; count < 20; count += 1)
          edited = deleteText(at(edited.text, edited.caret), mask)
        expect(edited.text).toBe('')
      },
    ),
  )
})

test('a name begins each word with a capital', () => {
  expect(['', 'Ana ', 'Ana', "D'", 'Maria da'].map((text) => beginsWord(at(text)))).toEqual([
    true,
    true,
    false,
    true,
    false,
  ])
})
