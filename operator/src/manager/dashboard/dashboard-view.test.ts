import { type BehindDevice, BusinessDay, type DayReport, DeviceId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { trendsOf } from './dashboard-view.ts'
import { gapsIn } from './gaps.ts'

const deviceId = v.parse(DeviceId, `d${'0'.repeat(20)}`)
const businessDay = (text: string): BusinessDay => v.parse(BusinessDay, text)

const aReport = (day: string, over: Partial<DayReport['total']> = {}): DayReport => ({
  day: businessDay(day),
  revision: 1,
  madeAt: 0,
  studio: 'Studio',
  total: {
    sold: 10,
    served: 8,
    noShow: 0,
    cancelled: 0,
    open: 0,
    expectedCents: 60_000,
    receivedCents: 60_000,
    refundedCents: 6_000,
    servedUnpaid: 0,
    inReview: 0,
    waitP50: 300,
    waitP95: 900,
    servedSeconds: 4_800,
    readySeconds: 9_600,
    ...over,
  },
  services: [],
  methods: [],
  settled: [],
})

test('a day without a report is a gap in every line, and never a zero', () => {
  const { days, charts } = trendsOf({
    days: [
      aReport('2026-11-29'),
      aReport('2026-11-30', { promised: { called: 8, within: 6, sooner: 1, differenceP50: 60 } }),
    ],
    today: {
      ...aReport('2026-12-02', { sold: 3, waitP50: null, readySeconds: 0 }),
      offline: [
        { device: deviceId, name: 'Totem A', minutes: 12 },
        { device: deviceId, name: 'Totem B', minutes: 0 },
      ],
    },
  })
  expect(days).toEqual(['29/11', '30/11', '01/12', '02/12'])
  const values = charts.map(({ id, lines }) => [id, lines[0]?.values])
  expect(values).toEqual([
    ['tickets', [10, 10, null, 3]],
    ['revenue', [540, 540, null, 540]],
    ['wait', [5, 5, null, null]],
    ['occupancy', [50, 50, null, null]],
    ['promised', [null, 75, null, null]],
    ['offline', [null, null, null, 12]],
  ])
})

test('what the figures do not know is told in sentences', () => {
  const kiosk: BehindDevice = {
    device: deviceId,
    name: 'Totem A',
    pending: 2,
    oldestPendingAt: 1,
    lastSeenAt: 2,
  }
  const gaps = gapsIn(
    {
      behind: [
        kiosk,
        { ...kiosk, name: 'Totem B', pending: 0, oldestPendingAt: null },
        { ...kiosk, name: 'Totem C', pending: 0, oldestPendingAt: null, lastSeenAt: null },
      ],
      missing: [businessDay('2026-11-18')],
      unclosed: [businessDay('2026-11-20')],
    },
    (ms) => `${ms} h`,
  )
  expect(gaps).toEqual([
    'Totem A: 2 registros a enviar desde 1 h.',
    'Totem B: sem sinal desde 2 h. Pode ter vendido sem conexão.',
    'Totem C: ainda não deu sinal. Pode ter vendido sem conexão.',
    'Sem relatório: 18/11.',
    'Operação não encerrada em 20/11: a ocupação desses dias conta até alguém encerrar.',
  ])
  expect(gapsIn({ behind: [], missing: [], unclosed: [] }, String)).toEqual([])
})
