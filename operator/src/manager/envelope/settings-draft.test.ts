import { Cents, type OfflineSettings } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  mostAtRisk,
  draftOf,
  readDraft,
  type SettingsDraft,
  type SettingsField,
} from './settings-draft.ts'

const cents = (amount: number) => v.parse(Cents, amount)
const settings: OfflineSettings = {
  envelope: { perTicketCents: cents(20_000), count: 10, sumCents: cents(100_000), minutes: 240 },
  poolPerService: 5,
  staticPix: null,
}
const good = draftOf(settings)

test('limits are read back as they were written', () => {
  expect(readDraft(good)).toEqual({ settings })
  const withStatic = {
    ...settings,
    staticPix: { merchantName: 'Studio Recovery', merchantCity: 'Porto Alegre' },
  }
  expect(readDraft(draftOf(withStatic))).toEqual({ settings: withStatic })
})

test.for<[Partial<SettingsDraft>, readonly SettingsField[]]>([
  [{ count: '501' }, ['count']],
  [{ count: '-1' }, ['count']],
  [{ count: '1,5' }, ['count']],
  [{ minutes: '10081' }, ['minutes']],
  [{ minutes: '' }, ['minutes']],
  [{ pool: '21' }, ['pool']],
  [{ perTicket: '12.5' }, ['perTicket']],
  [{ sum: 'muito', count: '' }, ['count', 'sum']],
  [{ isStatic: true, merchantName: ' ' }, ['merchantName', 'merchantCity']],
])('%o is wrong in %o', ([change, fields]) => {
  expect(readDraft({ ...good, ...change })).toEqual({ wrong: new Set(fields) })
})

test.for([
  [20_000, 2, 'R$ 400,00'],
  [100_000_000, 3, 'R$ 3.000.000,00'],
] as const)('%i cents on %i kiosks are %s at risk', ([sumCents, kiosks, printed]) => {
  expect(mostAtRisk(sumCents, kiosks).replace('\u00a0', ' ')).toBe(printed)
})
