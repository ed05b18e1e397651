import { err, ok, type Result } from '@totem/shared-schema'
import { createListeners } from '../transport/listeners.ts'
import {
  chunkBytes,
  type Clock,
  type PrinterLink,
  type Stop,
  type WriteProblem,
} from '../transport/transport.ts'
import { createDemultiplexer, type PrinterWord } from './demultiplex.ts'
import {
  askStatus,
  noTrouble,
  reportChanges,
  statusOfAnswers,
  statusOfPort,
  statusOfReport,
  type PrinterStatus,
  type PrinterTrouble,
} from './printer-status.ts'

/** A conversation with a held printer: bytes out under a watchdog, words in. Disposing it lets the printer go. */
export interface PrinterTalk extends AsyncDisposable {
  readonly name: string
  /** What the printer last said of itself. */
  readonly status: () => PrinterStatus
  readonly onStatus: (listener: (status: PrinterStatus) => void) => Stop
  readonly onWord: (listener: (word: PrinterWord) => void) => Stop
  readonly onGone: (listener: () => void) => Stop
  /** Calls when the talk was ended here: it was let go of, or the printer took nothing for too long. */
  readonly onClosed: (listener: () => void) => Stop
  /** Asks how the printer is; `undefined`: it takes bytes and does not answer. */
  readonly ask: () => Promise<Result<PrinterStatus | undefined, SendProblem>>
  /** Asks to be told of changes. ESC @ makes a printer forget it, so every job is followed by this. */
  readonly subscribe: () => Promise<Result<void, SendProblem>>
  /**
   * Hands over bytes in chunks. A chunk that is not taken in {@link chunkMs} ends the talk, unless the printer
   * says why: then somebody may be changing the paper, and it is waited for up to {@link patienceMs}.
   */
  readonly send: (bytes: Uint8Array) => Promise<Result<void, SendProblem>>
}

/** Why bytes were not handed over; `stuck`: none were taken for too long, and the talk is over. */
export type SendProblem =
  WriteProblem | { readonly kind: 'stuck'; readonly trouble: PrinterTrouble | null }

/** How long a printer that takes bytes at all may take for one chunk, in ms. */
export const chunkMs = 5_000

/** How long somebody may take to change the paper before a half-sent job is given up, in ms. */
export const patienceMs = 3 * 60_000

/** How long an answer to DLE EOT may take, in ms: printers answer within 20. */
export const answerMs = 300

/** How a talk is held. */
export interface TalkOptions {
  readonly clock: Clock
  /** Whether the printer knows ESC/POS's questions; another one may print them. */
  readonly asksStatus: boolean
}

/** Begins to talk with a printer. */
export const createPrinterTalk = (
  link: PrinterLink,
  { clock, asksStatus }: TalkOptions,
): PrinterTalk => {
  const hear = createDemultiplexer()
  const words = createListeners<PrinterWord>()
  const statuses = createListeners<PrinterStatus>()
  const closed = createListeners<undefined>()
  let status = noTrouble
  let isSilent = false

  const setStatus = (next: PrinterStatus): void => {
    if (next.trouble === status.trouble && next.paperLow === status.paperLow) return
    status = next
    statuses.tell(next)
  }
  link.onBytes((bytes) => {
    for (const word of hear(bytes)) {
      isSilent = false
      if (word.kind === 'report') setStatus(statusOfReport(word.bytes))
      words.tell(word)
    }
  })

  /** Past the pipe, which is full by then; a port's word explains a stop, it never holds a job back. */
  const explain = async (): Promise<PrinterTrouble | null> => {
    if (status.trouble !== null) return status.trouble
    const port = await link.portStatus()
    return port === undefined ? null : statusOfPort(port).trouble
  }

  const letGo = async (): Promise<void> => {
    await link[Symbol.asyncDispose]()
    closed.tell(undefined)
  }

  const handOver = async (chunk: Uint8Array): Promise<Result<void, SendProblem>> => {
    const written = link.write(chunk)
    for (let waitedMs = 0; ; waitedMs += chunkMs) {
      const taken = await withLimit(written, chunkMs, clock)
      if (taken !== undefined) return taken
      const trouble = await explain()
      if (trouble !== null) setStatus({ ...status, trouble })
      if (trouble !== null && waitedMs + chunkMs < patienceMs) continue
      await letGo()
      return err({ kind: 'stuck', trouble })
    }
  }

  const send = async (bytes: Uint8Array): Promise<Result<void, SendProblem>> => {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const taken = await handOver(bytes.subarray(at, at + chunkBytes))
      if (!taken.ok) return taken
    }
    return ok(undefined)
  }

  /** A pipe that the last job left halted is cleared by the first write and takes the second. */
  const sendAnew = async (bytes: readonly number[]): Promise<Result<void, SendProblem>> => {
    const first = await send(Uint8Array.from(bytes))
    return first.ok || first.error.kind !== 'stalled' ? first : send(Uint8Array.from(bytes))
  }

  const ask = async (): Promise<Result<PrinterStatus | undefined, SendProblem>> => {
    if (!asksStatus) return ok(undefined)
    const answers: number[] = []
    const { promise: answered, resolve } = Promise.withResolvers<readonly number[]>()
    const stop = words.add((word) => {
      if (word.kind === 'answer' && answers.push(word.byte) === 4) resolve(answers)
    })
    try {
      const asked = await sendAnew(([1, 2, 3, 4] as const).flatMap(askStatus))
      if (!asked.ok) return asked
      if (isSilent) return ok(undefined)
      const [first, second, third, fourth] = (await withLimit(answered, answerMs, clock)) ?? answers
      // Nothing at all: a printer that does not answer is not waited for again until it says something.
      isSilent = first === undefined
      if (first === undefined || second === undefined) return ok(undefined)
      setStatus(statusOfAnswers({ 1: first, 2: second, 3: third ?? calm, 4: fourth ?? calm }))
      return ok(status)
    } finally {
      stop()
    }
  }

  return {
    name: link.name,
    status: () => status,
    onStatus: statuses.add,
    onWord: words.add,
    onGone: link.onGone,
    onClosed: closed.add,
    ask,
    subscribe: () => (asksStatus ? sendAnew(reportChanges) : Promise.resolve(ok(undefined))),
    send,
    [Symbol.asyncDispose]: letGo,
  }
}

/** An answer in which nothing is set. */
const calm = 0x12

/** Waits for a promise so many milliseconds at most; `undefined` when it took longer. */
export const withLimit = async <T>(
  promise: Promise<T>,
  limitMs: number,
  clock: Clock,
): Promise<T | undefined> => {
  const { promise: over, resolve } = Promise.withResolvers<undefined>()
  const stop = clock.after(limitMs, () => resolve(undefined))
  try {
    return await Promise.race([promise, over])
  } finally {
    stop()
  }
}
