import { err, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'

/** Why there is no picture; each has a sentence and something to do. */
export type CameraProblem =
  /** Staff or the browser said no. */
  | 'refused'
  | 'absent'
  /** Another app holds it. */
  | 'busy'
  /** The page did not come by https: browsers then hide the camera. */
  | 'insecure'
  | 'failed'

/** A camera that is looking. */
export interface OpenCamera {
  readonly stream: MediaStream
  /** Calls once when the camera stops by itself: unplugged, or the permission was taken back. */
  readonly onEnded: (listener: () => void) => void
  readonly [Symbol.dispose]: () => void
}

/** The camera of the device. */
export interface Camera {
  readonly open: () => Promise<Result<OpenCamera, CameraProblem>>
}

/** A printed code fills a third of the frame at arm's length: 720 lines are 3 pixels a module and more. */
const wanted = {
  audio: false,
  video: {
    facingMode: { ideal: 'environment' },
    width: { ideal: 1_280 },
    height: { ideal: 720 },
  },
} as const

/** Gives the camera of this browser; `undefined` devices are those of a page without https. */
export const browserCamera = (devices: Pick<MediaDevices, 'getUserMedia'> | undefined): Camera => ({
  open: async () => {
    if (devices === undefined) return err('insecure')
    try {
      return ok(openCamera(await devices.getUserMedia(wanted)))
    } catch (cause) {
      return err(cameraProblemOf(cause))
    }
  },
})

const openCamera = (stream: MediaStream): OpenCamera => ({
  stream,
  onEnded: (listener) => {
    for (const track of stream.getVideoTracks())
      track.addEventListener('ended', listener, { once: true })
  },
  [Symbol.dispose]: () => {
    for (const track of stream.getTracks()) track.stop()
  },
})

const Named = v.object({ name: v.string() })

/** Says what `getUserMedia` means by an error (Media Capture and Streams, §10.2). */
const cameraProblemOf = (cause: unknown): CameraProblem => {
  // `OverconstrainedError` is no `Error` in every browser.
  const name = v.is(Named, cause) ? cause.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent'
  return name === 'NotReadableError' ? 'busy' : 'failed'
}
