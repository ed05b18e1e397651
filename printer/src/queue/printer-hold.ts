import { err, ok, type Result } from '@totem/shared-schema'
import { type PrinterWord } from '../status/demultiplex.ts'
import { createPrinterTalk, type PrinterTalk } from '../status/printer-talk.ts'
import { type PrinterStatus } from '../status/printer-status.ts'
import { type Clock, type OpenProblem, type PrinterTransport } from '../transport/transport.ts'

/** What is known of the printer. */
export type PrinterStanding =
  | { readonly kind: 'looking' }
  | { readonly kind: 'unavailable'; readonly problem: HoldProblem['kind'] }
  | { readonly kind: 'ready'; readonly name: string; readonly status: PrinterStatus }

/** Why there is nobody to talk to; `stuck`: it is there, took nothing for too long, and is opened anew. */
export interface HoldProblem {
  readonly kind: OpenProblem['kind'] | 'stuck'
}

/** Keeps the one printer in hand: opens it when it comes, lets go when it leaves. */
export interface PrinterHold extends AsyncDisposable {
  readonly standing: () => PrinterStanding
  /** Gives the conversation with the printer, opening it where needed. */
  readonly talk: () => Promise<Result<PrinterTalk, HoldProblem>>
  /** Opens a printer that came, and asks one that is held how it is. */
  readonly lookAfter: () => Promise<void>
}

/** What a hold works with. */
export interface PrinterHoldOptions {
  readonly transport: PrinterTransport
  readonly clock: Clock
  readonly asksStatus: boolean
  readonly onChange: () => void
  /** Called when printing may go on: a printer came, or its trouble is over. */
  readonly onReady: () => void
  readonly onWord: (word: PrinterWord) => void
}

/** Makes the hold; nothing is opened yet. */
export const createPrinterHold = (options: PrinterHoldOptions): PrinterHold => {
  const { transport, onChange, onReady, onWord } = options
  let held: PrinterTalk | undefined
  let standing: PrinterStanding = { kind: 'looking' }
  let isClosed = false

  const setStanding = (next: PrinterStanding): void => {
    if (JSON.stringify(next) === JSON.stringify(standing)) return
    standing = next
    onChange()
  }
  const letGo = async (talk: PrinterTalk, problem: 'absent' | 'stuck'): Promise<void> => {
    if (held !== talk) return
    held = undefined
    setStanding({ kind: 'unavailable', problem })
    await talk[Symbol.asyncDispose]()
  }
  const stopWatching = transport.onArrival(onReady)

  const open = async (): Promise<Result<PrinterTalk, HoldProblem>> => {
    if (isClosed) return err({ kind: 'absent' })
    const opened = await transport.open()
    if (!opened.ok) {
      setStanding({ kind: 'unavailable', problem: opened.error.kind })
      return opened
    }
    const talk = createPrinterTalk(opened.value, options)
    held = talk
    setStanding({ kind: 'ready', name: talk.name, status: talk.status() })
    talk.onStatus((status) => {
      if (held !== talk) return
      setStanding({ kind: 'ready', name: talk.name, status })
      if (status.trouble === null) onReady()
    })
    talk.onWord(onWord)
    talk.onGone(() => void letGo(talk, 'absent'))
    talk.onClosed(() => void letGo(talk, 'stuck'))
    const subscribed = await talk.subscribe()
    if (subscribed.ok) return ok(talk)
    const problem = subscribed.error.kind === 'stuck' ? 'stuck' : 'absent'
    await letGo(talk, problem)
    return err({ kind: problem })
  }

  return {
    standing: () => standing,
    talk: () => (held === undefined ? open() : Promise.resolve(ok(held))),
    lookAfter: async () => {
      if (held === undefined) await open()
      else await held.ask()
    },
    [Symbol.asyncDispose]: async () => {
      isClosed = true
      stopWatching()
      if (held !== undefined) await letGo(held, 'absent')
    },
  }
}
