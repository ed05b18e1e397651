import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import { type CameraProblem, type OpenCamera } from './camera.ts'
import { type ScanDevices } from './scan-devices.ts'
import { type QrReader } from './qr-reader.ts'
import { watchCodes } from './watch-codes.ts'

/** Where the camera stands. */
export type ScannerState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'looking'; readonly stream: MediaStream }
  | { readonly kind: 'problem'; readonly problem: CameraProblem | 'no_reader' }

/** A camera that looks for codes. */
export interface Scanner {
  readonly state: Accessor<ScannerState>
  /** Names the element that shows the picture; codes are read from it. */
  readonly setVideo: (video: HTMLVideoElement) => void
  readonly retry: () => void
}

/** What a scanner works with. */
export interface ScannerParts {
  readonly scanDevices: ScanDevices
  /** The camera rests while nobody sees the page. */
  readonly isVisible: Accessor<boolean>
  readonly onText: (text: string) => void
}

/** Time limit of loading the reader's program, in milliseconds: about a megabyte, once. */
const loadReaderMs = 15_000

/** Opens the camera for as long as its screen is shown, and reads what it sees. */
export const createScanner = ({ scanDevices, isVisible, onText }: ScannerParts): Scanner => {
  const [state, setState] = createSignal<ScannerState>({ kind: 'opening' })
  const [attempt, setAttempt] = createSignal(0)
  let video: HTMLVideoElement | undefined

  const look = async (signal: AbortSignal): Promise<void> => {
    setState({ kind: 'opening' })
    const loading = withinTime(scanDevices.loadReader())
    const opened = await scanDevices.camera.open()
    if (!opened.ok) {
      settle(signal, { kind: 'problem', problem: opened.error })
      return
    }
    const camera = opened.value
    // From here on the camera rests with its screen, whatever the reader's program does.
    const stop = rest(camera, signal)
    const reader = await loading
    if (isStopped(signal) || state().kind !== 'opening') return
    if (reader === undefined) {
      stop()
      settle(signal, { kind: 'problem', problem: 'no_reader' })
      return
    }
    setState({ kind: 'looking', stream: camera.stream })
    await watchCodes(
      { reader, onText, grab: () => (video === undefined ? undefined : scanDevices.grab(video)) },
      signal,
    )
  }
  const rest = (camera: OpenCamera, signal: AbortSignal): (() => void) => {
    const stop = (): void => {
      signal.removeEventListener('abort', stop)
      camera[Symbol.dispose]()
    }
    if (signal.aborted) stop()
    else {
      signal.addEventListener('abort', stop)
      camera.onEnded(() => settle(signal, { kind: 'problem', problem: 'failed' }))
    }
    return stop
  }
  const settle = (signal: AbortSignal, ended: ScannerState): void => {
    if (!signal.aborted) setState(ended)
  }

  createEffect(() => {
    attempt()
    if (!isVisible()) return
    const closing = new AbortController()
    onCleanup(() => closing.abort())
    void look(closing.signal)
  })
  return {
    state,
    setVideo: (element) => {
      video = element
    },
    retry: () => setAttempt((before) => before + 1),
  }
}

/** Gives `undefined` for a reader that did not load, or not in time. */
const withinTime = async (loading: Promise<QrReader>): Promise<QrReader | undefined> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), loadReaderMs)
  })
  const reader = await Promise.race([loading.catch(() => undefined), late])
  clearTimeout(timer)
  return reader
}

const isStopped = (signal: AbortSignal): boolean => signal.aborted
