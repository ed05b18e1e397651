import { type LedgerFile, type LedgerFolder } from '../ledger/ledger-file.ts'
import {
  type LedgerAnswer,
  type LedgerCommand,
  type LedgerRequest,
} from './opfs-worker-messages.ts'

/** Keeps ledger files in the origin's private file system, through a dedicated worker. */
export const opfsLedgerFolder = (): LedgerFolder => {
  const worker = new Worker(new URL('./opfs-worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, (answer: LedgerAnswer) => void>()
  let last = 0

  worker.addEventListener('message', (event: MessageEvent<LedgerAnswer>) => {
    waiting.get(event.data.id)?.(event.data)
    waiting.delete(event.data.id)
  })
  worker.addEventListener('error', (event) => {
    for (const [id, answer] of waiting) answer({ id, error: `ledger worker: ${event.message}` })
    waiting.clear()
  })

  const ask = (command: LedgerCommand): Promise<LedgerAnswer['value']> =>
    new Promise((resolve, reject) => {
      last += 1
      const request: LedgerRequest = { id: last, command }
      waiting.set(last, ({ value, error }) => {
        if (error === undefined) resolve(value)
        else reject(new Error(error))
      })
      worker.postMessage(request)
    })

  const file = (name: string): LedgerFile => ({
    read: async () => {
      const text = await ask({ kind: 'read', name })
      return typeof text === 'string' ? text : ''
    },
    append: async (text) => {
      await ask({ kind: 'append', name, text })
    },
    replace: async (text) => {
      await ask({ kind: 'replace', name, text })
    },
    [Symbol.asyncDispose]: async () => {
      await ask({ kind: 'close', name })
    },
  })

  return {
    names: async () => {
      const found = await ask({ kind: 'names' })
      return typeof found === 'object' ? found : []
    },
    open: async (name) => {
      await ask({ kind: 'open', name })
      return file(name)
    },
  }
}
