import { err, ok } from '@totem/shared-schema'
import { type CameraProblem } from '../scan/camera.ts'
import { type Eyes } from '../scan/eyes.ts'

/** Eyes of a test: what is held before them is read, as long as nothing is wrong with the camera. */
export interface FakeEyes extends Eyes {
  /** What the camera sees now. */
  sees: readonly string[]
  problem: CameraProblem | undefined
  readonly openCameras: () => number
}

/** Makes eyes that see nothing yet. */
export const createFakeEyes = (problem?: CameraProblem): FakeEyes => {
  let open = 0
  const eyes: FakeEyes = {
    sees: [],
    problem,
    openCameras: () => open,
    camera: {
      open: () => {
        if (eyes.problem !== undefined) return Promise.resolve(err(eyes.problem))
        open += 1
        return Promise.resolve(
          ok({
            stream: {} as MediaStream,
            onEnded: () => undefined,
            [Symbol.dispose]: () => {
              open -= 1
            },
          }),
        )
      },
    },
    grab: () => ({}) as ImageData,
    loadReader: () => Promise.resolve({ read: () => Promise.resolve(eyes.sees) }),
  }
  return eyes
}
