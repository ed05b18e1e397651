import { hashText } from '@totem/shared-schema'
import * as v from 'valibot'
import { codePages } from '../profile/code-pages.ts'
import { paperWidths, printerModels } from '../profile/printer-profile.ts'
import { PrintJob } from './print-job.ts'

/** An append-only file whose appends are flushed when they resolve; the files of the device ledger are such. */
export interface JournalFile extends AsyncDisposable {
  readonly read: () => Promise<string>
  readonly append: (text: string) => Promise<void>
  readonly replace: (text: string) => Promise<void>
}

/** Parses how the printer of a device was set up by staff. */
export const PrinterChoice = v.object({
  transport: v.variant('kind', [
    v.object({ kind: v.literal('usb') }),
    v.object({ kind: v.literal('serial') }),
    /** A printer on the network, by the name the gateway lists it under. */
    v.object({
      kind: v.literal('gateway'),
      printer: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,30}$/)),
    }),
  ]),
  model: v.picklist(printerModels),
  paper: v.picklist(paperWidths),
  codePage: v.exactOptional(
    v.object({
      page: v.picklist(codePages),
      number: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
    }),
  ),
})
/** How the printer of a device was set up by staff. */
export type PrinterChoice = v.InferOutput<typeof PrinterChoice>

/** The memory of the print queue: every step of every job is on the disk before its consequence begins. */
export interface PrintJournal extends AsyncDisposable {
  /** Jobs by the id of their order, oldest first. */
  readonly jobs: ReadonlyMap<string, PrintJob>
  /** The printer that was chosen last; `null`: nobody has set one up. */
  readonly choice: () => PrinterChoice | null
  readonly choose: (choice: PrinterChoice) => Promise<void>
  /** Writes a job as it now is. Throws when the disk does not take it; nothing has changed then. */
  readonly keep: (job: PrintJob) => Promise<void>
  /** Remembers a job until the app ends, when the disk did not take what has already happened. */
  readonly remember: (job: PrintJob) => void
}

/** How long a job that is over is remembered: as long as anybody may ask for the same paper again. */
export const keepJobsMs = 7 * 24 * 60 * 60_000

/** Opens the journal. A line that a power cut left half-written is passed over: nobody acted on it yet. */
export const openPrintJournal = async (file: JournalFile, nowMs: number): Promise<PrintJournal> => {
  const text = await file.read()
  const lines = text.split('\n').filter((line) => line !== '')
  const jobs = new Map<string, PrintJob>()
  let choice: PrinterChoice | null = null
  for (const line of lines) {
    const record = readLine(line)
    if (record?.kind === 'job') jobs.set(record.job.order.id, record.job)
    if (record?.kind === 'choice') choice = record.choice
  }
  for (const [id, job] of jobs) if (isForgotten(job, nowMs)) jobs.delete(id)

  const kept: readonly JournalRecord[] = [
    ...(choice === null ? [] : [{ kind: 'choice', choice } as const]),
    ...[...jobs.values()].map((job) => ({ kind: 'job', job }) as const),
  ]
  // Also repairs a torn last line, which would swallow the next one.
  if (lines.length > kept.length || (text !== '' && !text.endsWith('\n')))
    await file.replace(kept.map(printLine).join(''))
  return {
    jobs,
    choice: () => choice,
    choose: async (chosen) => {
      await file.append(printLine({ kind: 'choice', choice: chosen }))
      choice = chosen
    },
    keep: async (job) => {
      await file.append(printLine({ kind: 'job', job }))
      jobs.set(job.order.id, job)
    },
    remember: (job) => {
      jobs.set(job.order.id, job)
    },
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  }
}

const JournalRecord = v.variant('kind', [
  v.object({ kind: v.literal('job'), job: PrintJob }),
  v.object({ kind: v.literal('choice'), choice: PrinterChoice }),
])
type JournalRecord = v.InferOutput<typeof JournalRecord>

const isForgotten = ({ order, state }: PrintJob, nowMs: number): boolean =>
  state.kind !== 'queued' && state.kind !== 'sending' && nowMs - order.orderedAt > keepJobsMs

const printLine = (record: JournalRecord): string => {
  const json = JSON.stringify(record)
  return `${checkOf(json)} ${json}\n`
}

const readLine = (line: string): JournalRecord | undefined => {
  const json = line.slice(checkLength + 1)
  if (line.slice(0, checkLength) !== checkOf(json)) return undefined
  const parsed = v.safeParse(JournalRecord, JSON.parse(json))
  return parsed.success ? parsed.output : undefined
}

const checkLength = 8
const checkOf = (json: string): string => hashText(json).slice(0, checkLength)
