import { BusinessDay, DeviceId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { offlineOn } from './offline-minutes.ts'

const [day, nextDay] = [v.parse(BusinessDay, '2026-11-22'), v.parse(BusinessDay, '2026-11-23')]
const [a, b] = [v.parse(DeviceId, `d${'0'.repeat(20)}`), v.parse(DeviceId, `d${'1'.repeat(20)}`)]

test('only devices that tell of the day are in it', () => {
  const heard = [
    { device: b, name: 'B', days: [{ day, minutes: 0 }] },
    { device: a, name: 'A', days: [{ day: nextDay, minutes: 9 }] },
  ]
  expect(offlineOn(day, heard)).toEqual([{ device: b, name: 'B', minutes: 0 }])
})

test('what a report says stands under the name of then, unless a device tells of more', () => {
  const known = [
    { device: a, name: 'A', minutes: 10 },
    { device: b, name: 'B', minutes: 10 },
  ]
  const heard = [
    { device: a, name: 'Entrada', days: [{ day, minutes: 4 }] },
    { device: b, name: 'B', days: [{ day, minutes: 25 }] },
  ]
  expect(offlineOn(day, heard, known)).toEqual([
    { device: a, name: 'A', minutes: 10 },
    { device: b, name: 'B', minutes: 25 },
  ])
})
