/**
 * One append-only file on the device's disk. Port: OPFS in browsers, `node:fs` in Node;
 * `_ledger-file-acceptance.ts` says what every adapter keeps to.
 */
export interface LedgerFile {
  /** Reads the whole file as text; a half-written character at its end becomes U+FFFD. */
  readonly read: () => Promise<string>
  /** Appends text. When the promise resolves the bytes have been flushed to the disk. Throws when the disk is full; nothing is then appended. */
  readonly append: (text: string) => Promise<void>
  /** Replaces the content as a whole: after a crash either the old or the new one is there. */
  readonly replace: (text: string) => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** The folder of an app's ledger files. */
export interface LedgerFolder {
  /** Names of the files that exist. */
  readonly names: () => Promise<readonly string[]>
  /** Opens a file, making it when absent. One holder at a time. */
  readonly open: (name: string) => Promise<LedgerFile>
}
