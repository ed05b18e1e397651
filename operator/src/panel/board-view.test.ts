import { type PanelTicket, type QueueFigures } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { bota, gelo } from '../testing/_tickets.ts'
import { boardView } from './board-view.ts'

const nowMs = Date.UTC(2026, 10, 23, 15)
const minutes = (count: number): number => count * 60_000

const aTicket = (number: string, over: Partial<Record<keyof PanelTicket, unknown>>): PanelTicket =>
  ({
    id: `t${number}`,
    number,
    service: gelo.id,
    status: 'waiting',
    soldAt: nowMs - minutes(30),
    calledAt: null,
    slot: null,
    ...over,
  }) as PanelTicket

const figures = {
  at: nowMs,
  services: [{ service: gelo.id, waiting: 3, busyUntil: [], devices: 1, minutes: 10 }],
} as unknown as QueueFigures

test('who is called stands first, the latest on top; who was called and served comes below', () => {
  const called = (number: string, minute: number, slot: number): PanelTicket =>
    aTicket(number, { status: 'called', calledAt: nowMs - minutes(minute), slot })
  const view = boardView(
    {
      services: [gelo, bota],
      tickets: [
        called('A-001', 2, 1),
        called('A-002', 1, 2),
        aTicket('A-003', { status: 'in_service', calledAt: nowMs - minutes(9), slot: 3 }),
        aTicket('A-004', { status: 'finished', calledAt: nowMs - minutes(20) }),
        aTicket('A-005', { status: 'finished', calledAt: nowMs - minutes(121) }),
        aTicket('A-006', { status: 'no_show', calledAt: nowMs - minutes(5) }),
        aTicket('A-007', {}),
      ],
      figures,
    },
    nowMs,
  )
  expect(view.called.map(({ number, slot, service }) => [number, slot, service])).toEqual([
    ['A-002', 2, 'Banheira de Gelo'],
    ['A-001', 1, 'Banheira de Gelo'],
  ])
  expect(view.recent.map(({ number }) => number)).toEqual(['A-003', 'A-004'])
  expect(view.waits).toEqual([
    expect.objectContaining({
      code: 'GELO',
      waiting: 3,
      wait: expect.objectContaining({ kind: 'wait' }) as object,
    }),
  ])
})

test('a service that the catalogue forgot is named by its code, and without figures nothing is promised', () => {
  const view = boardView(
    {
      services: [],
      tickets: [aTicket('A-001', { status: 'called', calledAt: nowMs })],
      figures: undefined,
    },
    nowMs,
  )
  expect(view.called[0]).toMatchObject({ service: 'GELO', slot: null })
  expect(view.waits).toEqual([])
})
