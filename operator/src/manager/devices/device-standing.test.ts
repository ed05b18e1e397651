import { type ManagedDevice } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { formatBytes, standingOf } from './device-standing.ts'

const nowMs = Date.UTC(2026, 10, 23, 15)
const minutes = (count: number): number => count * 60_000

const aDevice = (
  health: Partial<NonNullable<ManagedDevice['health']>> | null,
  over: Partial<ManagedDevice> = {},
): ManagedDevice =>
  ({
    id: `d${'0'.repeat(20)}`,
    kind: 'kiosk',
    letter: 'A',
    name: 'Totem A',
    publicKey: 'k'.repeat(43),
    pairedAt: 0,
    revokedAt: null,
    operator: null,
    health:
      health === null
        ? null
        : {
            build: 'index-a',
            pending: 0,
            oldestPendingAt: null,
            refused: 0,
            storage: null,
            at: nowMs - minutes(1),
            ...health,
          },
    ...over,
  }) as ManagedDevice

test.for<[ManagedDevice, ReturnType<typeof standingOf>]>([
  [aDevice({}), { tone: 'good', text: 'em dia' }],
  [aDevice(null), { tone: 'neutral', text: 'ainda não falou' }],
  [aDevice({}, { revokedAt: 1 }), { tone: 'neutral', text: 'desligado' }],
  [aDevice({ at: nowMs - minutes(65) }), { tone: 'warn', text: 'sem sinal há 1 h 05' }],
  [aDevice({ refused: 2 }), { tone: 'bad', text: '2 recusados' }],
  [aDevice({ pending: 3, oldestPendingAt: nowMs - 5 }), { tone: 'info', text: 'enviando 3' }],
  [
    aDevice({ pending: 3, oldestPendingAt: nowMs - minutes(16) }),
    { tone: 'bad', text: '3 parados' },
  ],
  [
    aDevice({ printer: { state: 'paper_out', waiting: 1 } }),
    { tone: 'bad', text: 'impressora: sem papel' },
  ],
  [
    aDevice({ printer: { state: 'paper_low', waiting: 0 } }),
    { tone: 'warn', text: 'papel no fim' },
  ],
  [aDevice({ printer: { state: 'ready', waiting: 0 } }), { tone: 'good', text: 'em dia' }],
])('%j is told', ([device, standing]) => {
  expect(standingOf(device, nowMs)).toEqual(standing)
})

test('bytes are told in megabytes and gigabytes', () => {
  expect([1_234_000, 56_000_000, 10_700_000_000].map(formatBytes)).toEqual([
    '1,2 MB',
    '56 MB',
    '10,7 GB',
  ])
})
