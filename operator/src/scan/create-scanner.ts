import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import { type CameraProblem, type OpenCamera } from './camera.ts'
import { type Eyes } from './eyes.ts'
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
  readonly eyes: Eyes
  /** The camera rests while nobody sees the page. */
  readonly isVisible: Accessor<boolean>
  readonly onText: (text: string) => void
}

/** Opens the camera for as long as its screen is shown, and reads what it sees. */
export const createScanner = ({ eyes, isVisible, onText }: ScannerParts): Scanner => {
  const [state, setState] = createSignal<ScannerState>({ kind: 'opening' })
  const [attempt, setAttempt] = createSignal(0)
  let video: HTMLVideoElement | undefined

  const look = async (signal: AbortSignal): Promise<void> => {
    setState({ kind: 'opening' })
    const [opened, reader] = await Promise.all([
      eyes.camera.open(),
      eyes.loadReader().catch(() => undefined),
    ])
    if (!opened.ok) {
      settle(signal, { kind: 'problem', problem: opened.error })
      return
    }
    const camera = opened.value
    if (signal.aborted || reader === undefined) {
      camera[Symbol.dispose]()
      settle(signal, { kind: 'problem', problem: 'no_reader' })
      return
    }
    rest(camera, signal)
    setState({ kind: 'looking', stream: camera.stream })
    await watchCodes(
      { reader, onText, grab: () => (video === undefined ? undefined : eyes.grab(video)) },
      signal,
    )
  }
  const rest = (camera: OpenCamera, signal: AbortSignal): void => {
    signal.addEventListener('abort', () => camera[Symbol.dispose](), { once: true })
    camera.onEnded(() => settle(signal, { kind: 'problem', problem: 'failed' }))
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
