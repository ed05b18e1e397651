import { Cents } from '@totem/shared-schema'
import { type OfflineCredit } from '@totem/shared-schema/local-store'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { nowMs } from '../_fake-device.ts'
import { creditRows } from './credit-rows.ts'
import { staffTexts } from './staff.texts.ts'

const credit: OfflineCredit = {
  envelope: {
    perTicketCents: v.parse(Cents, 20_000),
    count: 10,
    sumCents: v.parse(Cents, 100_000),
    minutes: 240,
  },
  use: { count: 2, sumCents: 18_000 },
  readyCharges: 8,
  until: nowMs + 60_000,
}
const rows = (changes: Partial<OfflineCredit> | undefined): unknown =>
  creditRows(changes && { ...credit, ...changes }, {
    words: staffTexts['pt-BR'].credit,
    time: (ms) => `T${(ms - nowMs) / 1_000}`,
    nowMs,
  }).map(({ name, value, tone }) => [name, value.replaceAll('\u00A0', ' '), tone])

test.for<[string, Partial<OfflineCredit> | undefined, unknown]>([
  ['before anything is known', undefined, [['trust', 'ainda não liberadas', 'neutral']]],
  [
    'while there is room',
    {},
    [
      ['trust', '2 de 10 · R$ 180,00 / R$ 1.000,00', 'good'],
      ['advance', '8 cobranças prontas, até T60', 'good'],
    ],
  ],
  [
    'once the count is reached',
    { use: { count: 10, sumCents: 90_000 }, readyCharges: 1 },
    [
      ['trust', '10 de 10 · R$ 900,00 / R$ 1.000,00', 'warn'],
      ['advance', '1 cobrança pronta, até T60', 'good'],
    ],
  ],
  [
    'once no charge is left',
    { readyCharges: 0 },
    [
      ['trust', '2 de 10 · R$ 180,00 / R$ 1.000,00', 'good'],
      ['advance', '0 cobranças prontas, até T60', 'warn'],
    ],
  ],
  [
    'once the gateway has been silent for too long',
    { until: nowMs - 60_000 },
    [
      ['trust', '2 de 10 · R$ 180,00 / R$ 1.000,00', 'good'],
      ['advance', 'o prazo acabou às T-60', 'warn'],
    ],
  ],
])('staff read %s how much is sold on trust', ([, changes, expected]) => {
  expect(rows(changes)).toEqual(expected)
})
