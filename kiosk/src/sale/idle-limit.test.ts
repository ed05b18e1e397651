import { expect, test } from 'vitest'
import { firstSettings } from '../comfort/comfort.ts'
import { idleLimitMs } from './idle-limit.ts'
import { goodDraft, states } from './_samples.ts'
import { type SaleKind, atStart } from './sale-state.ts'

const limits: Readonly<Record<SaleKind, number | null>> = {
  choosing: null,
  filling: 90_000,
  selling: null,
  charging: null,
  showing_qr: null,
  showing_offline: null,
  expired: 300_000,
  charge_refused: 300_000,
  cancelling: null,
  done: 30_000,
  cancelled: 15_000,
}

test('nobody is sent away while money may move', () => {
  expect(
    Object.fromEntries(Object.values(states).map((state) => [state.kind, idleLimitMs(state)])),
  ).toEqual(limits)
})

test('a language somebody chose goes back to Portuguese when nobody stays', () => {
  expect([
    idleLimitMs(atStart, firstSettings),
    idleLimitMs(atStart, { ...firstSettings, language: 'en' }),
  ]).toEqual([null, 90_000])
})

test('data typed before going back are wiped too', () => {
  expect(idleLimitMs({ kind: 'choosing', draft: goodDraft })).toBe(90_000)
})
