import { expect, test, vi } from 'vitest'
import { browserCamera } from './camera.ts'

const refusing = (name: string): Pick<MediaDevices, 'getUserMedia'> => ({
  getUserMedia: () => Promise.reject(new DOMException('no', name)),
})

test.for([
  ['NotAllowedError', 'refused'],
  ['SecurityError', 'refused'],
  ['NotFoundError', 'absent'],
  ['OverconstrainedError', 'absent'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'failed'],
] as const)('%s of the browser means %s', async ([name, error]) => {
  expect(await browserCamera(refusing(name)).open()).toEqual({ ok: false, error })
})

test('a page that did not come by https has no camera to ask for', async () => {
  expect(await browserCamera(undefined).open()).toEqual({ ok: false, error: 'insecure' })
})

test('a camera tells once when it stops by itself, and goes off when it is let go', async () => {
  const track = Object.assign(new EventTarget(), { stop: vi.fn() })
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] }
  const asked = vi.fn(() => Promise.resolve(stream as unknown as MediaStream))
  const opened = await browserCamera({ getUserMedia: asked }).open()
  if (!opened.ok) throw new Error(opened.error)
  const ended = vi.fn()
  opened.value.onEnded(ended)
  track.dispatchEvent(new Event('ended'))
  track.dispatchEvent(new Event('ended'))
  opened.value[Symbol.dispose]()
  expect([ended.mock.calls.length, track.stop.mock.calls.length]).toEqual([1, 1])
  expect(asked.mock.lastCall).toMatchObject([
    { audio: false, video: { facingMode: { ideal: 'environment' } } },
  ])
})
