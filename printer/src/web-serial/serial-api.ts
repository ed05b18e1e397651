/** The part of WebSerial that printing uses; `navigator.serial` fits, and so does a fake port in a test. */
export interface Serial {
  readonly getPorts: () => Promise<readonly SerialPort[]>
  readonly addEventListener: (type: 'connect' | 'disconnect', listener: SerialListener) => void
  readonly removeEventListener: (type: 'connect' | 'disconnect', listener: SerialListener) => void
}

/** Hears of a port that came or went: `target` is the port. */
export type SerialListener = (event: { readonly target: unknown }) => void

/** A port this page may use. */
export interface SerialPort {
  readonly open: (options: {
    readonly baudRate: number
    readonly flowControl: 'none' | 'hardware'
  }) => Promise<void>
  readonly close: () => Promise<void>
  readonly readable: { readonly getReader: () => SerialReader } | null
  readonly writable: { readonly getWriter: () => SerialWriter } | null
}

/** Reads from a port. */
export interface SerialReader {
  readonly read: () => Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
  readonly cancel: () => Promise<void>
  readonly releaseLock: () => void
}

/** Writes to a port. */
export interface SerialWriter {
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>
  readonly abort: () => Promise<void>
  readonly releaseLock: () => void
}
