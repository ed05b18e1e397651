import { ok } from '@totem/shared-schema'
import { createRoot, createSignal } from 'solid-js'
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

const createStarted = (
  scanDevices = hanging,
  isVisible = (): boolean => true,
): { readonly scanner: Scanner; readonly leave: () => void } =>
  createRoot((leave) => ({
    scanner: createScanner({
      scanDevices,
      isVisible,
      onText: () => undefined,
    }),
    leave,
  }))

test('leaving the screen stops the camera although the reader still loads', async () => {
  const { leave } = createStarted()
  await vi.advanceTimersByTimeAsync(10)
  expect(camera.openCameras()).toBe(1)
  leave()
  expect(camera.openCameras()).toBe(0)
})

test('a reader that does not load in time is a problem, and the camera stops once', async () => {
  const { scanner, leave } = createStarted()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(scanner.state()).toEqual({ kind: 'problem', problem: 'no_reader' })
  expect(camera.openCameras()).toBe(0)
  leave()
  expect(camera.openCameras()).toBe(0)
})

test('a camera that stops by itself is a problem', async () => {
  let unplug = (): void => undefined
  const open = () =>
    Promise.resolve(
      ok({
        stream: {} as MediaStream,
        onEnded: (listener: () => void) => {
          unplug = listener
        },
        [Symbol.dispose]: () => undefined,
      }),
    )
  const { scanner, leave } = createStarted({ ...camera, camera: { open } })
  await vi.advanceTimersByTimeAsync(10)
  expect(scanner.state().kind).toBe('looking')
  unplug()
  expect(scanner.state()).toEqual({ kind: 'problem', problem: 'failed' })
  leave()
})

test('the camera rests while nobody sees the page', async () => {
  const [isVisible, setVisible] = createSignal(false)
  const { leave } = createStarted(camera, isVisible)
  const seen: number[] = []
  for (const next of [true, false]) {
    await vi.advanceTimersByTimeAsync(10)
    seen.push(camera.openCameras())
    setVisible(next)
  }
  await vi.advanceTimersByTimeAsync(10)
  seen.push(camera.openCameras())
  expect(seen).toEqual([0, 1, 0])
  leave()
})
