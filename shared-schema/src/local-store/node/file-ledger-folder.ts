import { constants } from 'node:fs'
import { mkdir, open, readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type LedgerFile, type LedgerFolder } from '../ledger/ledger-file.ts'

/** Keeps ledger files in a folder of this machine: what OPFS is to a browser, for tests, benches and tools. */
export const fileLedgerFolder = (directory: string): LedgerFolder => ({
  names: async () => {
    await mkdir(directory, { recursive: true })
    return (await readdir(directory)).filter((name) => !name.endsWith('.new'))
  },
  open: async (name) => {
    await mkdir(directory, { recursive: true })
    return openFile(join(directory, name))
  },
})

const openFlags = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND

const openFile = async (path: string): Promise<LedgerFile> => {
  let handle = await open(path, openFlags)
  await syncFolderOf(path)
  return {
    read: async () => {
      const { size } = await handle.stat()
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0)
      return buffer.toString('utf8', 0, bytesRead)
    },
    append: async (text) => {
      const { size } = await handle.stat()
      try {
        await handle.appendFile(text)
        await handle.datasync()
      } catch (cause) {
        await handle.truncate(size)
        throw cause
      }
    },
    replace: async (text) => {
      const fresh = await open(`${path}.new`, openFlags | constants.O_TRUNC)
      try {
        await fresh.writeFile(text)
        await fresh.datasync()
        await rename(`${path}.new`, path)
      } catch (cause) {
        await fresh.close()
        throw cause
      }
      const old = handle
      handle = fresh
      await old.close()
      await syncFolderOf(path)
    },
    [Symbol.asyncDispose]: () => handle.close(),
  }
}

/** A name that was made or moved lasts through a power cut only once its folder has been flushed. */
const syncFolderOf = async (path: string): Promise<void> => {
  await using folder = await open(dirname(path))
  await folder.sync()
}
