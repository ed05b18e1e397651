import { type PrivacyNotice } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { nextPurposeCode, readNotice, recoded, typedNotice } from './notice-draft.ts'

const notice: PrivacyNotice = {
  version: '2026-11',
  hash: 'pt',
  title: 'Aviso',
  text: 'Texto',
  translations: { en: { title: 'Notice', text: 'Text', hash: 'en' } },
  purposes: [{ code: 'offers', label: 'Quero ofertas', translations: { en: 'I want offers' } }],
}

test('a notice is read back as it was written, and names the version it replaces', () => {
  expect(readNotice(typedNotice(notice), notice.version)).toEqual({
    replaces: '2026-11',
    title: 'Aviso',
    text: 'Texto',
    translations: { en: { title: 'Notice', text: 'Text' }, es: null },
    purposes: [
      { code: 'offers', label: 'Quero ofertas', translations: { en: 'I want offers', es: null } },
    ],
  })
})

test('half a translation is none, and is not published', () => {
  const typed = typedNotice(notice)
  const half = { ...typed, texts: { ...typed.texts, es: { title: 'Aviso', text: '' } } }
  expect(readNotice(half, 'x')).toBeUndefined()
})

test('a purpose without a question is not published', () => {
  const typed = typedNotice(notice)
  const labels = { 'pt-BR': ' ', en: '', es: '' }
  expect(readNotice({ ...typed, purposes: [{ code: 'consent_a', labels }] }, 'x')).toBeUndefined()
})

test('a code that was ever used is not given to another question', () => {
  expect(nextPurposeCode(new Set(['offers', 'consent_a', 'consent_c']))).toBe('consent_b')
})

test('a question that was reworded gets a code of its own, and its old one back with the old words', () => {
  const used = new Map([
    ['offers', new Set(['Quero ofertas'])],
    ['consent_a', new Set(['Quero notícias'])],
  ])
  const typed = typedNotice(notice)
  const codes = (label: string): readonly string[] => {
    const purposes = typed.purposes.map((purpose) => ({
      ...purpose,
      labels: { ...purpose.labels, 'pt-BR': label },
    }))
    return recoded({ ...typed, purposes }, used).purposes.map(({ code }) => code)
  }
  expect(codes('Aceito ceder meus dados')).toEqual(['consent_b'])
  expect(codes(' Quero ofertas ')).toEqual(['offers'])
})
