import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeLedgerFolder } from '../ledger/_ledger-file-acceptance.ts'
import { fileLedgerFolder } from './file-ledger-folder.ts'

describeLedgerFolder('files of this machine', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'totem-ledger-'))
  let folder = fileLedgerFolder(directory)
  return {
    folder: () => folder,
    restart: () => {
      folder = fileLedgerFolder(directory)
      return Promise.resolve()
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  }
})
