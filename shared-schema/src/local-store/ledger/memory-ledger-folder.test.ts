import { describeLedgerFolder } from './_ledger-file-acceptance.ts'
import { memoryLedgerFolder } from './_memory-ledger-folder.ts'

describeLedgerFolder('memory', () => {
  const folder = memoryLedgerFolder()
  const setFull = (full: boolean) => () => {
    folder.setFull(full)
    return Promise.resolve()
  }
  return Promise.resolve({
    folder: () => folder,
    restart: () => Promise.resolve(),
    disk: { fill: setFull(true), free: setFull(false) },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  })
})
