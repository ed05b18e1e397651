import { type SyncStatus } from '@totem/shared-schema/local-store'
import { expect, test } from 'vitest'
import { allSynced } from '../_fake-device.ts'
import { syncSentence } from './sync-sentence.ts'
import { syncTexts } from './sync.texts.ts'

/** The moment of the last acknowledgement as the studio's clock shows it, wherever this test runs. */
const time = '14:02'
const acknowledged = { ...allSynced, lastAcknowledgedAt: Date.parse('2026-11-23T17:02:00Z') }
const zone = 'America/Sao_Paulo'

test.for<[Partial<SyncStatus>, string]>([
  [{}, `23 de 23 vendas no servidor, ${time}`],
  [{ soldToday: 1, acknowledgedToday: 1 }, `1 de 1 venda no servidor, ${time}`],
  [{ lastAcknowledgedAt: null }, '23 de 23 vendas no servidor'],
  [{ soldToday: 0, acknowledgedToday: 0 }, 'Conectado'],
  [
    { state: 'syncing', pending: 6, acknowledgedToday: 20 },
    'Enviando – 20 de 23 vendas no servidor',
  ],
  [{ state: 'syncing', pending: 1 }, 'Enviando…'],
  [
    { state: 'offline', pending: 6, acknowledgedToday: 20 },
    'Sem conexão – 3 vendas guardadas aqui',
  ],
  [{ state: 'offline', pending: 2, acknowledgedToday: 22 }, 'Sem conexão – 1 venda guardada aqui'],
  [{ state: 'offline', pending: 2 }, 'Sem conexão – 2 registros guardados aqui'],
  [{ state: 'offline' }, 'Sem conexão – as vendas continuam aqui'],
])('%o reads “%s”', ([status, sentence]) => {
  expect(syncSentence({ ...acknowledged, ...status }, syncTexts['pt-BR'], zone)).toBe(sentence)
})

test('a device that has not spoken yet is connecting', () => {
  expect(syncSentence(undefined, syncTexts['pt-BR'], zone)).toBe('Conectando…')
})
