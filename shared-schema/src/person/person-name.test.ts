import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { callName, maxNameLength, parsePersonName, PersonName } from './person-name.ts'

test.for([
  ['Ana', 'Ana'],
  ['  João   da  Silva ', 'João da Silva'],
  ['Joa\u0303o', 'João'],
  ["D'Ávila", "D'Ávila"],
  ['D’Ávila', 'D’Ávila'],
  ['Ana-Clara', 'Ana-Clara'],
  ['José Jr.', 'José Jr.'],
  ['Li', 'Li'],
  ['李小龙', '李小龙'],
  ['Ümit Çağ', 'Ümit Çağ'],
  ['Ana\tSilva', 'Ana Silva'],
  ['A'.repeat(60), 'A'.repeat(60)],
] as const)('%j is the name %s', ([typed, name]) => {
  expect(parsePersonName(typed)).toEqual({ ok: true, value: name })
})

test.for([
  ['', 'empty'],
  [' \n\t ', 'empty'],
  ['A', 'too_short'],
  ['O\u0303', 'too_short'],
  ['A'.repeat(61), 'too_long'],
  ['123', 'not_a_name'],
  ['Ana2', 'not_a_name'],
  ['.Ana', 'not_a_name'],
  ['-- --', 'not_a_name'],
  ['Ana\u0000', 'not_a_name'],
  ['Ana\u001b@', 'not_a_name'],
  ['Ana\u200b', 'not_a_name'],
  ['\u202eanA', 'not_a_name'],
  ['Ana 🧊', 'not_a_name'],
  ['Ana\ud800', 'not_a_name'],
  ['<b>Ana</b>', 'not_a_name'],
  ['Ana;rm -rf', 'not_a_name'],
  ['=SOMA(A1)', 'not_a_name'],
  ['ana@mail.com', 'not_a_name'],
] as const)('%j is no name: %s', ([typed, problem]) => {
  expect(parsePersonName(typed)).toEqual({ ok: false, error: problem })
})

test.for([
  ['Ana', 'Ana'],
  ['Ana Silva', 'Ana S.'],
  ['João da Silva Éder', 'João É.'],
  ['Ana 𠮷田', 'Ana 𠮷.'],
  ['Ana  Silva', 'Ana S.'],
  ['Ana ', 'Ana'],
] as const)('%j is called as %s', ([name, called]) => {
  expect(callName(v.parse(PersonName, name))).toBe(called)
})

test('what is read as a name reads as the same name again, and can be called', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 70 }),
    fc.stringMatching(/^[A-Za-zÀ-ú' .-]{2,70}$/),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const read = parsePersonName(text)
      if (!read.ok) return
      expect(parsePersonName(read.value)).toEqual(read)
      expect(read.value.length).toBeLessThanOrEqual(maxNameLength)
      expect(callName(read.value).isWellFormed()).toBe(true)
    }),
    runs(500),
  )
})
