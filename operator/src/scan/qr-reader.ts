/** Reads the QR codes of a picture. */
export interface QrReader {
  /** Gives the text of every code that was seen whole. */
  readonly read: (frame: ImageData) => Promise<readonly string[]>
}
