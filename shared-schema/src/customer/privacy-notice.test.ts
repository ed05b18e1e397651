import { expect, test } from 'vitest'
import { noticeIn, type PrivacyNotice } from './privacy-notice.ts'

const notice: PrivacyNotice = {
  version: '2026-11',
  hash: 'pt',
  title: 'Aviso',
  text: 'Texto',
  translations: { en: { title: 'Notice', text: 'Text', hash: 'en' } },
  purposes: [
    { code: 'offers', label: 'Quero ofertas', translations: { en: 'I want offers' } },
    { code: 'survey', label: 'Podem me perguntar' },
  ],
}

test('a translated notice is recorded by the hash of what was shown', () => {
  expect(noticeIn(notice, 'en')).toEqual({
    version: '2026-11',
    title: 'Notice',
    text: 'Text',
    hash: 'en',
    locale: 'en',
    purposes: [
      { code: 'offers', label: 'I want offers' },
      { code: 'survey', label: 'Podem me perguntar' },
    ],
  })
})

test('what was not translated is shown, and recorded, in Portuguese', () => {
  expect(noticeIn(notice, 'es')).toEqual({
    version: '2026-11',
    title: 'Aviso',
    text: 'Texto',
    hash: 'pt',
    locale: 'pt-BR',
    purposes: [
      { code: 'offers', label: 'Quero ofertas' },
      { code: 'survey', label: 'Podem me perguntar' },
    ],
  })
})
