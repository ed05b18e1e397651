import { type ManagedDevice } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { kioskBuilds } from './kiosk-builds.ts'

const running = (build: string, over: Partial<ManagedDevice> = {}): ManagedDevice =>
  ({ kind: 'kiosk', revokedAt: null, health: { build }, ...over }) as ManagedDevice

test('kiosks may stay on what they run, and on what they were told to although none runs it', () => {
  const devices = [
    running('index-a'),
    running('index-a'),
    running('index-b'),
    running('index-c', { kind: 'tablet' }),
    running('index-d', { revokedAt: 1 }),
    running(''),
    running('x', { health: null }),
  ]
  expect(kioskBuilds(devices, 'index-old')).toEqual([
    { build: 'index-a', kiosks: 2 },
    { build: 'index-b', kiosks: 1 },
    { build: 'index-old', kiosks: 0 },
  ])
})
