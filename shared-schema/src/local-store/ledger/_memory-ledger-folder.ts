import { type LedgerFile, type LedgerFolder } from './ledger-file.ts'

/** A ledger folder in memory whose disk fills up and whose power fails when a test says so. */
export interface MemoryLedgerFolder extends LedgerFolder {
  readonly setFull: (isFull: boolean) => void
  /**
   * Cuts the power during a later write: `after` further writes succeed, of the next one only the first
   * `keptBytes` reach the disk, and everything fails until {@link MemoryLedgerFolder.powerOn}.
   */
  readonly cutPower: (when: { readonly after: number; readonly keptBytes: number }) => void
  readonly powerOn: () => void
  readonly textOf: (name: string) => string
  readonly setBytes: (name: string, bytes: Uint8Array) => void
}

/** Makes an empty folder. */
export const memoryLedgerFolder = (): MemoryLedgerFolder => {
  const files = new Map<string, Uint8Array>()
  let isFull = false
  let isOn = true
  let cut: { after: number; keptBytes: number } | undefined

  const bytesOf = (name: string): Uint8Array => files.get(name) ?? new Uint8Array()

  /** Says how many bytes of a write reach the disk before the power goes; `undefined`: it stays. */
  const beginWrite = (): number | undefined => {
    if (!isOn) throw new Error('no power')
    if (isFull) throw new DOMException('the disk is full', 'QuotaExceededError')
    if (cut === undefined) return undefined
    if (cut.after > 0) {
      cut.after -= 1
      return undefined
    }
    isOn = false
    const { keptBytes } = cut
    cut = undefined
    return keptBytes
  }

  const file = (name: string): LedgerFile => ({
    read: () => Promise.resolve(new TextDecoder().decode(bytesOf(name))),
    append: async (text) => {
      await Promise.resolve()
      const keptBytes = beginWrite()
      const added = new TextEncoder().encode(text).slice(0, keptBytes)
      files.set(name, Uint8Array.from([...bytesOf(name), ...added]))
      if (keptBytes !== undefined) throw new Error('the power went')
    },
    replace: async (text) => {
      await Promise.resolve()
      const keptBytes = beginWrite()
      const bytes = new TextEncoder().encode(text)
      if (keptBytes === undefined || keptBytes >= bytes.length) files.set(name, bytes)
      if (keptBytes !== undefined) throw new Error('the power went')
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  })

  return {
    names: () => Promise.resolve([...files.keys()]),
    open: (name) => {
      files.set(name, bytesOf(name))
      return Promise.resolve(file(name))
    },
    setFull: (full) => {
      isFull = full
    },
    cutPower: (when) => {
      cut = { ...when }
    },
    powerOn: () => {
      isOn = true
      cut = undefined
    },
    textOf: (name) => new TextDecoder().decode(bytesOf(name)),
    setBytes: (name, bytes) => {
      files.set(name, bytes)
    },
  }
}
