import { expect, test, vi } from 'vitest'
import { keepAwake } from './keep-awake.ts'

const aPage = (request: () => Promise<WakeLockSentinel>) => {
  const listeners = new Set<() => void>()
  let isVisible = true
  return {
    page: {
      wakeLock: { request },
      isVisible: () => isVisible,
      onVisible: (listener: () => void) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    show: (visible: boolean) => {
      isVisible = visible
      for (const listener of listeners) listener()
    },
  }
}

const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve))

const aSentinel = () => ({
  released: false,
  release: vi.fn(() => Promise.resolve()),
})

test('the screen stays on, and is held anew after it was hidden', async () => {
  const sentinels: ReturnType<typeof aSentinel>[] = []
  const request = vi.fn(() => {
    sentinels.push(aSentinel())
    return Promise.resolve(sentinels.at(-1) as unknown as WakeLockSentinel)
  })
  const { page, show } = aPage(request)
  const stop = keepAwake(page)
  await settled()
  show(true)
  await settled()
  expect(request).toHaveBeenCalledTimes(1)
  sentinels[0]!.released = true
  show(false)
  show(true)
  await settled()
  expect(request).toHaveBeenCalledTimes(2)
  stop()
  expect(sentinels[1]!.release).toHaveBeenCalledTimes(1)
})

test('a refusal is tried again at the next look', async () => {
  const request = vi.fn(() => Promise.reject(new DOMException('battery', 'NotAllowedError')))
  const { page, show } = aPage(request)
  const stop = keepAwake(page)
  await settled()
  show(true)
  expect(request).toHaveBeenCalledTimes(2)
  stop()
})

test('a browser that cannot keep the screen on does no harm', () => {
  const { page } = aPage(() => Promise.reject(new Error('never')))
  expect(keepAwake({ ...page, wakeLock: undefined })).not.toThrow()
})
