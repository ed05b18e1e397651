import { err, ok, type Result } from '@totem/shared-schema'
import { type PrintData } from '../escpos/print-data.ts'
import { createListeners } from '../transport/listeners.ts'
import { detailOf, type Clock, type PrinterTransport, type Stop } from '../transport/transport.ts'
import { createPrinterHold, type PrinterStanding } from './printer-hold.ts'
import { type PrintJob, type PrintOrder } from './print-job.ts'
import { type PrintJournal } from './print-journal.ts'
import { sendJob } from './send-job.ts'
import { stepJob, type JobEvent } from './step-job.ts'

/** What a print queue works with. */
export interface PrintQueueOptions {
  /** Stays open when the queue is closed: another printer's queue goes on with it. */
  readonly journal: PrintJournal
  readonly transport: PrinterTransport
  readonly clock: Clock
  /** Whether the printer knows ESC/POS's questions; a job for one that does not stays unconfirmed. */
  readonly asksStatus: boolean
  /** Makes the bytes of an order from the ticket as it now stands; `undefined`: the ticket is not held here. */
  readonly bytesOf: (order: PrintOrder) => PrintData | undefined
}

/** Brings tickets onto paper, each once. */
export interface PrintQueue extends AsyncDisposable {
  /** Every job of the last days, oldest first. */
  readonly jobs: () => readonly PrintJob[]
  readonly job: (id: string) => PrintJob | undefined
  readonly standing: () => PrinterStanding
  /** Calls after every change of a job or of the printer. */
  readonly onChange: (listener: () => void) => Stop
  /** Orders a print; an order that is known already is not taken twice. */
  readonly order: (order: PrintOrder) => Promise<Result<void, JournalProblem>>
  /** Puts a job of which nothing came out back into the queue. */
  readonly printAfterAll: (id: string) => Promise<void>
  /** Somebody looked: the paper is there. */
  readonly markSeen: (id: string) => Promise<void>
  /** Looks for the printer now, e.g. after staff allowed one. */
  readonly wake: () => void
}

/** The disk did not take an order; nothing was printed. */
export interface JournalProblem {
  readonly kind: 'storage'
  readonly detail: string
}

/** How long a job goes out by itself, in ms. After that its customer has left, and staff are offered it. */
export const freshForMs = 3 * 60_000

/** After how many ms a printer is looked for again: while something waits, and otherwise. */
const retryMs = { waiting: 2_000, idle: 15_000 } as const

/** Opens a print queue: what was on its way when the app ended is *uncertain*, what waited goes on waiting. */
export const openPrintQueue = async (options: PrintQueueOptions): Promise<PrintQueue> => {
  const { journal, transport, clock, asksStatus, bytesOf } = options
  const changed = createListeners<undefined>()
  let isAfterBreak = endedInABreak(journal)
  let isClosed = false

  let turn: Promise<unknown> = Promise.resolve()
  /**
   * One at a time: a quick printer reports a job while its last byte is still being noted, and the same order may
   * be given twice in a breath.
   */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = turn.then(act)
    turn = done.catch(() => undefined)
    return done
  }
  const note = (id: string, event: JobEvent): Promise<boolean> => inTurn(() => noteNow(id, event))
  const noteNow = async (id: string, event: JobEvent): Promise<boolean> => {
    const job = journal.jobs.get(id)
    if (job === undefined) return false
    const stepped = stepJob(job.state, event, clock.now())
    if (!stepped.ok) return false
    if (JSON.stringify(stepped.value) === JSON.stringify(job.state)) return true
    const next = { ...job, state: stepped.value }
    try {
      await journal.keep(next)
    } catch {
      // Nothing may begin that is not on the disk; what has happened is known at least until the app ends.
      if (event.kind === 'started') return false
      journal.remember(next)
    }
    changed.tell(undefined)
    return true
  }
  const place = async (order: PrintOrder): Promise<Result<void, JournalProblem>> => {
    if (journal.jobs.has(order.id)) return ok(undefined)
    try {
      await journal.keep({
        order,
        mark: nextMark(journal.jobs.values()),
        state: { kind: 'queued', since: order.orderedAt, problem: null },
      })
    } catch (cause) {
      return err({ kind: 'storage', detail: detailOf(cause) })
    }
    changed.tell(undefined)
    return ok(undefined)
  }
  for (const id of journal.jobs.keys()) await note(id, { kind: 'found' })

  const hold = createPrinterHold({
    transport,
    clock,
    asksStatus,
    onChange: () => changed.tell(undefined),
    onReady: () => run(),
    onWord: (word) => {
      if (word.kind !== 'completed') return
      const job = [...journal.jobs.values()].findLast(({ mark }) => mark === word.mark)
      if (job !== undefined) void note(job.order.id, { kind: 'confirmed', proof: 'reported' })
    },
  })

  const nextJob = async (): Promise<PrintJob | undefined> => {
    for (const job of journal.jobs.values()) {
      if (job.state.kind !== 'queued') continue
      if (clock.now() - job.state.since <= freshForMs) return job
      await note(job.order.id, { kind: 'given_up', problem: 'too_old' })
    }
    return undefined
  }

  const send = async (job: PrintJob): Promise<'go_on' | 'wait'> => {
    const { id } = job.order
    const talk = await hold.talk()
    if (!talk.ok) {
      await note(id, { kind: 'not_taken', problem: talk.error.kind })
      return 'wait'
    }
    const data = bytesOf(job.order)
    if (data === undefined) {
      await note(id, { kind: 'given_up', problem: 'no_ticket' })
      return 'go_on'
    }
    return sendJob({
      talk: talk.value,
      clock,
      data,
      mark: job.mark,
      isAfterBreak,
      note: (event) => {
        if (event.kind === 'taken') isAfterBreak = false
        if (event.kind === 'broke_off') isAfterBreak = true
        return note(id, event)
      },
    })
  }

  const round = async (): Promise<void> => {
    for (let job = await nextJob(); job !== undefined && !isClosed; job = await nextJob())
      if ((await send(job)) === 'wait') break
    if (!isClosed && (await nextJob()) === undefined) await hold.lookAfter()
  }

  let stopTimer: Stop = () => undefined
  let running: Promise<void> | undefined
  let isWanted = false
  const run = (): void => {
    isWanted = true
    running ??= work()
  }
  const work = async (): Promise<void> => {
    stopTimer()
    while (isWanted && !isClosed) {
      isWanted = false
      await round()
    }
    // In the same breath as the last look at `isWanted`: whoever calls from now on begins anew.
    running = undefined
    if (isClosed) return
    const isWaiting = [...journal.jobs.values()].some(({ state }) => state.kind === 'queued')
    stopTimer = clock.after(isWaiting ? retryMs.waiting : retryMs.idle, run)
  }
  run()

  return {
    jobs: () => [...journal.jobs.values()],
    job: (id) => journal.jobs.get(id),
    standing: hold.standing,
    onChange: changed.add,
    order: async (order) => {
      const outcome = await inTurn(() => place(order))
      if (outcome.ok) run()
      return outcome
    },
    printAfterAll: async (id) => {
      await note(id, { kind: 'wanted_again' })
      run()
    },
    markSeen: async (id) => {
      await note(id, { kind: 'confirmed', proof: 'seen' })
    },
    wake: run,
    [Symbol.asyncDispose]: async () => {
      isClosed = true
      stopTimer()
      await hold[Symbol.asyncDispose]()
      await running
    },
  }
}

/** Says whether the last job that reached a printer may have been left half-sent. */
const endedInABreak = ({ jobs }: PrintJournal): boolean => {
  const last = [...jobs.values()].findLast(
    ({ state }) => state.kind !== 'queued' && state.kind !== 'failed',
  )
  return last?.state.kind === 'sending' || last?.state.kind === 'uncertain'
}

/** Marks count on in base 36: with four characters one comes back after 1.6 million jobs, when its first bearer is long forgotten. */
const nextMark = (jobs: Iterable<PrintJob>): string => {
  let last = -1
  for (const { mark } of jobs) last = Math.max(last, parseInt(mark, 36))
  return ((last + 1) % 36 ** 4).toString(36).toUpperCase().padStart(4, '0')
}
