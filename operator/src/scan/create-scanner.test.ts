import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFakeScanDevices } from '../testing/_fake-scan-devices.ts'
import { createScanner, type Scanner } from './create-scanner.ts'
import { type ScanDevices } from './scan-devices.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const camera = createFakeScanDevices()
const hanging: ScanDevices = { ...camera, loadReader: () => new Promise(() => undefined) }

const start = (): { readonly scanner: Scanner; readonly leave: () => void } =>
  createRoot((leave) => ({
    scanner: createScanner({
      scanDevices: hanging,
      isVisible: () => true,
      onText: () => undefined,
    }),
    leave,
  }))

test('leaving the screen stops the camera although the reader still loads', async () => {
  const { leave } = start()
  await vi.advanceTimersByTimeAsync(10)
  expect(camera.openCameras()).toBe(1)
  leave()
  expect(camera.openCameras()).toBe(0)
})

test('a reader that does not load in time is a problem, and the camera stops once', async () => {
  const { scanner, leave } = start()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(scanner.state()).toEqual({ kind: 'problem', problem: 'no_reader' })
  leave()
  expect(camera.openCameras()).toBe(0)
})
