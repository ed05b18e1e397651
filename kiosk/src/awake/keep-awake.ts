/** What keeping the screen on needs of the page. */
export interface AwakePage {
  readonly wakeLock: Pick<WakeLock, 'request'> | undefined
  readonly isVisible: () => boolean
  readonly onVisible: (listener: () => void) => () => void
}

/**
 * Keeps the screen on for as long as the page is seen; the browser lets go whenever it is hidden. A refusal (battery
 * saving) is tried again at the next look. Gives what ends it.
 */
export const keepAwake = ({ wakeLock, isVisible, onVisible }: AwakePage): (() => void) => {
  let held: Pick<WakeLockSentinel, 'release' | 'released'> | undefined
  const end = new AbortController()
  const isOver = (): boolean => end.signal.aborted
  let isAsking = false
  const hold = async (): Promise<void> => {
    if (isOver() || isAsking || !isVisible() || held?.released === false) return
    isAsking = true
    const lock = await wakeLock?.request('screen').catch(() => undefined)
    isAsking = false
    held = lock
    if (isOver()) await lock?.release()
  }
  void hold()
  const stop = onVisible(() => void hold())
  return () => {
    end.abort()
    stop()
    void held?.release()
  }
}

/** The page as the browser has it. */
export const awakePage = (page: Document): AwakePage => ({
  wakeLock: 'wakeLock' in navigator ? navigator.wakeLock : undefined,
  isVisible: () => page.visibilityState === 'visible',
  onVisible: (listener) => {
    page.addEventListener('visibilitychange', listener)
    return () => page.removeEventListener('visibilitychange', listener)
  },
})
