import { expect, test } from 'vitest'
import { type Draft, emptyDraft, isEmptyDraft, readDraft } from './draft.ts'
import { goodDraft, goodPerson } from './_samples.ts'

test('a right draft gives a person in the form the domain keeps', () => {
  expect(readDraft(goodDraft)).toEqual({ ok: true, value: goodPerson })
  expect(goodPerson).toEqual({
    name: 'Maria da Silva',
    cpf: '52998224725',
    phone: '+5551999998888',
  })
})

test('an empty draft names every problem at once', () => {
  expect(readDraft(emptyDraft)).toEqual({
    ok: false,
    error: { name: 'empty', cpf: 'empty', phone: 'empty', notice: 'not_acknowledged' },
  })
})

test.for([
  { change: { name: 'M' }, error: { name: 'too_short' } },
  { change: { name: '<b>' }, error: { name: 'not_a_name' } },
  { change: { cpf: '529.982.247-26' }, error: { cpf: 'wrong_digits' } },
  { change: { cpf: '111.111.111-11' }, error: { cpf: 'wrong_digits' } },
  { change: { cpf: '529.982' }, error: { cpf: 'incomplete' } },
  { change: { phone: '(51) 9999' }, error: { phone: 'incomplete' } },
  { change: { phone: '(51) 32223-3333' }, error: { phone: 'not_mobile' } },
  { change: { acknowledged: false }, error: { notice: 'not_acknowledged' } },
])('$change gives $error', ({ change, error }) => {
  expect(readDraft({ ...goodDraft, ...change })).toEqual({ ok: false, error })
})

test.for<Partial<Draft>>([{ acknowledged: true }, { actor: 'guardian' }, { granted: ['offers'] }])(
  '%o alone makes a draft that is somebody’s',
  (change) => {
    expect(isEmptyDraft({ ...emptyDraft, ...change })).toBe(false)
  },
)
