import { completionRequest } from '../escpos/completion-request.ts'
import { type PrintData } from '../escpos/print-data.ts'
import { withLimit, type PrinterTalk, type SendProblem } from '../status/printer-talk.ts'
import { type Clock } from '../transport/transport.ts'
import { type PrintProblem } from './print-job.ts'
import { type JobEvent } from './step-job.ts'

/** One job on its way to a printer. */
export interface Sending {
  readonly talk: PrinterTalk
  readonly clock: Clock
  readonly data: PrintData
  /** The four characters by which the printer names the job when it reports it. */
  readonly mark: string
  /** Whether the job before this one broke off, and may have left half a picture that waits for its rest. */
  readonly isAfterBreak: boolean
  /** Notes an event of the job; `false`: it could not be noted, and nothing may follow from it. */
  readonly note: (event: JobEvent) => Promise<boolean>
}

/** How long a printer may take from the last byte to its report, in ms: a ticket prints in 2 seconds. */
export const confirmMs = 5_000

/** How often a printer in trouble is asked how it is, in ms. */
export const askAgainMs = 2_000

/** How long a report is waited for while the printer says what keeps it, in ms; a later one still counts. */
export const confirmPatienceMs = 60_000

/**
 * Sends one job, noting every step before its consequence: *sending* is on the disk before the first byte leaves.
 * Says whether the printer should be tried again at once for the next job.
 */
export const sendJob = async (sending: Sending): Promise<'go_on' | 'wait'> => {
  const { talk, data, mark, note, isAfterBreak } = sending
  const asked = await talk.ask()
  const trouble = asked.ok ? (asked.value?.trouble ?? null) : problemOf(asked.error)
  if (trouble !== null) {
    await note({ kind: 'not_taken', problem: trouble })
    return 'wait'
  }
  if (!(await note({ kind: 'started' }))) return 'wait'

  if (isAfterBreak) {
    const filled = await talk.send(new Uint8Array(longestPictureBytes))
    if (!filled.ok) {
      await note({ kind: 'not_taken', problem: problemOf(filled.error) })
      return 'wait'
    }
  }
  const request = completionRequest(data.completion, mark)
  const confirmed = listenForReport(sending)
  try {
    for (const bytes of [...data.writes, request]) {
      const sent = await talk.send(bytes)
      if (sent.ok) continue
      await note({ kind: 'broke_off', problem: problemOf(sent.error) })
      return 'wait'
    }
    await note({ kind: 'taken' })
    // ESC @ at the head of the job made the printer forget to report changes.
    await talk.subscribe()
    if (data.completion === 'none') return 'go_on'
    return await waitForReport(sending, confirmed.heard)
  } finally {
    confirmed.stop()
  }
}

/**
 * The largest picture sent in one piece: 255 rows of 576 dots. A printer that lost the rest of one takes the next
 * bytes for dots, so it is given white ones; when it waited for nothing it ignores NUL.
 */
const longestPictureBytes = 255 * 72

type Heard = 'reported' | 'gone' | 'closed'

/** Begins to listen before the last byte leaves: a quick printer answers before the write has ended. */
const listenForReport = ({ talk, data, mark }: Sending) => {
  const { promise: heard, resolve } = Promise.withResolvers<Heard>()
  const stops = [
    talk.onWord((word) => {
      if (word.kind === 'completed' && word.mark === mark) resolve('reported')
      if (word.kind === 'fence' && data.completion === 'gs-r') resolve('reported')
    }),
    talk.onGone(() => resolve('gone')),
    talk.onClosed(() => resolve('closed')),
  ]
  return {
    heard,
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

const waitForReport = async (
  { talk, clock, data, note }: Sending,
  heard: Promise<Heard>,
): Promise<'go_on' | 'wait'> => {
  const begunAt = clock.now()
  for (let limitMs = confirmMs; ; limitMs = askAgainMs) {
    switch (await withLimit(heard, limitMs, clock)) {
      case 'reported':
        await note({ kind: 'confirmed', proof: data.completion === 'gs-r' ? 'fence' : 'reported' })
        return 'go_on'
      case 'gone':
        await note({ kind: 'broke_off', problem: 'gone' })
        return 'wait'
      case 'closed':
        return 'wait'
      case undefined: {
        const asked = await talk.ask()
        const isHeldUp = asked.ok && asked.value !== undefined && asked.value.trouble !== null
        if (!isHeldUp || clock.now() - begunAt > confirmPatienceMs) return 'wait'
      }
    }
  }
}

const problemOf = (problem: SendProblem): PrintProblem =>
  problem.kind === 'stuck' ? (problem.trouble ?? 'stuck') : problem.kind
