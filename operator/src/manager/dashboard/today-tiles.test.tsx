import { cleanup, render, screen } from '@solidjs/testing-library'
import { BusinessDay, type DayReport, DeviceId } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterEach, expect, test } from 'vitest'
import { TodayTiles } from './today-tiles.tsx'

afterEach(cleanup)

const quietDay: DayReport = {
  day: v.parse(BusinessDay, '2026-11-23'),
  revision: 0,
  madeAt: 0,
  studio: 'Studio',
  total: {
    sold: 0,
    served: 0,
    noShow: 0,
    cancelled: 0,
    open: 0,
    expectedCents: 0,
    receivedCents: 0,
    refundedCents: 0,
    servedUnpaid: 0,
    inReview: 0,
    waitP50: null,
    waitP95: null,
    servedSeconds: 0,
    readySeconds: 0,
  },
  services: [],
  methods: [],
  settled: [],
}
const device = v.parse(DeviceId, `d${'0'.repeat(20)}`)

const shown = (today: DayReport, unmeasured: readonly string[] = []): readonly unknown[] => {
  render(() => <TodayTiles today={today} unmeasured={unmeasured} />)
  return ['promised', 'offline'].map((id) => screen.getByTestId(`today-${id}`).textContent)
}

test('what was not measured is said to be so, and who has not told', () => {
  expect(shown(quietDay, ['Totem B'])).toEqual([
    'não medidoAinda não foi chamado ninguém que ouviu uma previsão no totem.',
    'não medidoNenhum aparelho informou hoje o tempo que passou sem conexão. Sem medida hoje: Totem B.',
  ])
})

test('the promise is told with the tickets it rests on, minutes by device', () => {
  const promised = { called: 8, within: 6, sooner: 1, differenceP50: 170 }
  const today: DayReport = {
    ...quietDay,
    total: { ...quietDay.total, promised },
    offline: [
      { device, name: 'Totem A', minutes: 3 },
      { device, name: 'Tablet', minutes: 0 },
      { device, name: 'Totem C', minutes: 40 },
    ],
  }
  expect(shown(today, ['Totem B'])).toEqual([
    '75% na faixaDe 8 senhas chamadas com previsão, 1 antes e 1 depois da faixa. Na mediana, 3 min a mais que o meio da faixa.',
    '43 minTotem C: 40 min · Totem A: 3 min. Sem medida hoje: Totem B.',
  ])
})

test('a day on which everybody stayed connected is zero minutes, not an unknown', () => {
  const today: DayReport = { ...quietDay, offline: [{ device, name: 'Totem A', minutes: 0 }] }
  expect(shown(today)[1]).toBe('0 minTodos os aparelhos que informaram ficaram conectados.')
})
