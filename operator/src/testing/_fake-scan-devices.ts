import { err, ok } from '@totem/shared-schema'
import { type CameraProblem } from '../scan/camera.ts'
import { type ScanDevices } from '../scan/scan-devices.ts'

/** Camera and reader of a test: what is held before them is read, as long as nothing is wrong with the camera. */
export interface FakeScanDevices extends ScanDevices {
  /** What the camera sees now. */
  sees: readonly string[]
  problem: CameraProblem | undefined
  readonly openCameras: () => number
}

/** Makes a camera that sees nothing yet. */
export const createFakeScanDevices = (problem?: CameraProblem): FakeScanDevices => {
  let open = 0
  const scanDevices: FakeScanDevices = {
    sees: [],
    problem,
    openCameras: () => open,
    camera: {
      open: () => {
        if (scanDevices.problem !== undefined) return Promise.resolve(err(scanDevices.problem))
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
    loadReader: () => Promise.resolve({ read: () => Promise.resolve(scanDevices.sees) }),
  }
  return scanDevices
}
