/**
 * Dedicated worker that owns the ledger files in OPFS. Only a worker may hold a synchronous access
 * handle, and only `flush()` on one has survived every kill of the browser; the handle is
 * also a lock of its own: a second holder cannot open the file.
 */
import {
  type LedgerAnswer,
  type LedgerCommand,
  type LedgerRequest,
} from './opfs-worker-messages.ts'

const folder = 'totem-ledgers'
const handles = new Map<string, FileSystemSyncAccessHandle>()

const directory = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true })

const run = async (command: LedgerCommand): Promise<string | readonly string[] | undefined> => {
  switch (command.kind) {
    case 'names':
      return names()
    case 'open':
      handles.set(command.name, await openHandle(command.name))
      return undefined
    case 'read':
      return read(held(command.name))
    case 'append':
      append(held(command.name), command.text)
      return undefined
    case 'replace':
      await replace(command.name, command.text)
      return undefined
    case 'close':
      held(command.name).close()
      handles.delete(command.name)
      return undefined
  }
}

const names = async (): Promise<readonly string[]> => {
  const found: string[] = []
  for await (const name of (await directory()).keys()) if (!name.endsWith('.new')) found.push(name)
  return found
}

const openHandle = async (name: string): Promise<FileSystemSyncAccessHandle> => {
  const file = await (await directory()).getFileHandle(name, { create: true })
  return file.createSyncAccessHandle()
}

const held = (name: string): FileSystemSyncAccessHandle => {
  const handle = handles.get(name)
  if (handle === undefined) throw new Error(`ledger file ${name} is not open`)
  return handle
}

const read = (handle: FileSystemSyncAccessHandle): string => {
  const bytes = new Uint8Array(handle.getSize())
  handle.read(bytes, { at: 0 })
  return new TextDecoder().decode(bytes)
}

const append = (handle: FileSystemSyncAccessHandle, text: string): void => {
  const size = handle.getSize()
  const bytes = new TextEncoder().encode(text)
  try {
    if (handle.write(bytes, { at: size }) < bytes.length) throw new Error('the disk is full')
    handle.flush()
  } catch (cause) {
    handle.truncate(size)
    throw cause
  }
}

const replace = async (name: string, text: string): Promise<void> => {
  const fresh = await openHandle(`${name}.new`)
  try {
    fresh.truncate(0)
    append(fresh, text)
  } finally {
    fresh.close()
  }
  held(name).close()
  try {
    const file = await (await directory()).getFileHandle(`${name}.new`)
    await file.move(name)
  } finally {
    handles.set(name, await openHandle(name))
  }
}

const answer = async ({ id, command }: LedgerRequest): Promise<LedgerAnswer> => {
  try {
    const value = await run(command)
    return value === undefined ? { id } : { id, value }
  } catch (error) {
    return { id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

let turn: Promise<unknown> = Promise.resolve()
self.addEventListener('message', (event: MessageEvent<LedgerRequest>) => {
  turn = turn.then(async () => {
    self.postMessage(await answer(event.data))
  })
})
