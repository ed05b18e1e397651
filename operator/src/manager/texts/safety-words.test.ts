import { Cents, type Service } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { safetyOf, withSafety } from './safety-words.ts'

const service: Omit<Service, 'id' | 'tenantId'> = {
  name: 'Gelo',
  description: 'Frio',
  priceCents: v.parse(Cents, 9_000),
  durationMinutes: 10,
  color: '#0aa5c8',
  sound: 'bell',
  position: 1,
  active: true,
  safety: 'Pergunte antes',
  translations: { en: { name: 'Ice', description: 'Cold', safety: 'Ask first' } },
}

test('what was not changed stays as it was', () => {
  expect(withSafety(service, safetyOf(service))).toEqual(service)
})

test('a first translation is given the Portuguese name', () => {
  expect(withSafety(service, { ...safetyOf(service), es: 'Pregunte' }).translations).toEqual({
    ...service.translations,
    es: { name: 'Gelo', description: 'Frio', safety: 'Pregunte' },
  })
})

test('a notice taken away goes in all languages, and the other words stay', () => {
  const without = withSafety(service, { 'pt-BR': ' ', en: 'Ask first', es: '' })
  expect(safetyOf(without)).toEqual({ 'pt-BR': '', en: '', es: '' })
  expect(without.translations).toEqual({ en: { name: 'Ice', description: 'Cold' } })
})
