import { hashText } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { aProfile, aService } from '../_fake-device.ts'
import { consentOf } from './consent-of.ts'

const notice = aProfile.notice
const declaration = { actor: 'guardian', granted: ['offers', 'of another studio'] } as const

test('the record names the words that were on screen and every purpose, granted or not', () => {
  const service = aService({ safety: 'Não use com febre.' })
  expect(consentOf({ service, declaration }, notice, 'pt-BR')).toEqual({
    textVersion: '2026-01',
    textHash: 'abc',
    locale: 'pt-BR',
    purposes: [
      { code: 'offers', granted: true },
      { code: 'survey', granted: false },
    ],
    actor: 'guardian',
    safetyHash: hashText('Não use com febre.'),
  })
})

test('in English the hash is that of the English words', () => {
  const service = aService({
    safety: 'Não use com febre.',
    translations: { en: { name: 'Ice bath', description: '', safety: 'Do not use with fever.' } },
  })
  expect(consentOf({ service, declaration }, notice, 'en')).toMatchObject({
    textHash: 'abc-en',
    locale: 'en',
    safetyHash: hashText('Do not use with fever.'),
  })
})

test('a service without a safety notice records none', () => {
  expect(consentOf({ service: aService(), declaration }, notice, 'es')).not.toHaveProperty(
    'safetyHash',
  )
})
