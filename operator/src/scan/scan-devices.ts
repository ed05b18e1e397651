import { browserCamera, type Camera } from './camera.ts'
import { frameGrabber } from './grab-frame.ts'
import { loadQrReader } from './load-qr-reader.ts'
import { type QrReader } from './qr-reader.ts'

/** What the tablet scans with: its camera, what takes pictures of it, and what reads them. */
export interface ScanDevices {
  readonly camera: Camera
  readonly grab: (video: HTMLVideoElement) => ImageData | undefined
  /** Rejects when the reader's program could not be fetched. */
  readonly loadReader: () => Promise<QrReader>
}

/** Gives the camera and reader of this browser. */
export const browserScanDevices = (page: Document): ScanDevices => ({
  // Browsers leave `mediaDevices` out where the page did not come by https.
  camera: browserCamera('mediaDevices' in navigator ? navigator.mediaDevices : undefined),
  grab: frameGrabber(page),
  loadReader: loadQrReader,
})
