import { expect, test } from 'vitest'
import { type SyncStatus } from '@totem/shared-schema/local-store'
import { quietSync } from '../testing/_fake-device.ts'
import { minutes, noonish } from '../testing/_tickets.ts'
import { syncLine } from './sync-line.ts'

test.for<[Partial<SyncStatus>, string]>([
  [{}, 'tudo no servidor, 14:00'],
  [{ lastAcknowledgedAt: null }, 'tudo no servidor'],
  [{ state: 'syncing', pending: 2 }, 'enviando – 2 registros guardados aqui'],
  [{ state: 'offline', pending: 3 }, 'sem conexão – 3 registros guardados aqui'],
  [{ state: 'offline', pending: 1 }, 'sem conexão – 1 registro guardado aqui'],
  [{ state: 'offline', isRevoked: true }, 'este tablet foi desativado pelo gerente'],
  [{ state: 'offline' }, 'sem conexão – nada a enviar, 14:00'],
  [
    { state: 'syncing', pending: 1, stalled: true, oldestPendingAt: noonish },
    '1 registro guardado aqui há 3 min: avise o gerente',
  ],
])('%j reads %s', ([over, expected]) => {
  const time = { nowMs: noonish + minutes(3), timeZone: 'America/Sao_Paulo' }
  expect(syncLine({ ...quietSync, ...over }, time)).toBe(expected)
})
