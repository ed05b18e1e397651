import { TicketId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createMemoryFile } from './_memory-file.ts'
import { type JobState, type PrintJob } from './print-job.ts'
import { keepJobsMs, openPrintJournal, type PrinterChoice } from './print-journal.ts'

const nowMs = Date.UTC(2026, 10, 23, 17)

const aJob = (n: number, state: JobState, orderedAt = nowMs): PrintJob => ({
  order: {
    id: `job-${n}`,
    ticketId: v.parse(TicketId, `t${String(n).padStart(26, '0')}`),
    copy: 0,
    orderedAt,
  },
  mark: String(n).padStart(4, '0'),
  state,
})
const queued: JobState = { kind: 'queued', since: nowMs, problem: null }
const printed: JobState = { kind: 'printed', at: nowMs, proof: 'reported' }
const anEpson: PrinterChoice = { transport: { kind: 'usb' }, model: 'epson', paper: 80 }

test('the last word on each job is there after a restart, and so is the chosen printer', async () => {
  const file = createMemoryFile()
  const journal = await openPrintJournal(file, nowMs)
  await journal.keep(aJob(1, queued))
  await journal.keep(aJob(2, queued))
  await journal.choose(anEpson)
  await journal.keep(aJob(1, printed))
  for (const reopened of [
    await openPrintJournal(file, nowMs),
    await openPrintJournal(file, nowMs),
  ]) {
    expect([...reopened.jobs.values()]).toEqual([aJob(1, printed), aJob(2, queued)])
    expect(reopened.choice()).toEqual(anEpson)
  }
  expect(file.text.split('\n')).toHaveLength(4)
})

test('a line that a power cut tore is passed over and does not swallow the next one', async () => {
  const file = createMemoryFile()
  const journal = await openPrintJournal(file, nowMs)
  await journal.keep(aJob(1, queued))
  const whole = file.text
  for (let cut = 1; cut < whole.length; cut += 1) {
    const torn = createMemoryFile(whole + whole.slice(0, cut))
    const reopened = await openPrintJournal(torn, nowMs)
    await reopened.keep(aJob(2, queued))
    expect([...(await openPrintJournal(torn, nowMs)).jobs.keys()]).toEqual(['job-1', 'job-2'])
  }
})

test('jobs that are over are forgotten after a week, those that wait are not', async () => {
  const file = createMemoryFile()
  const longAgo = nowMs - keepJobsMs - 1
  const journal = await openPrintJournal(file, nowMs)
  await journal.keep(aJob(1, printed, longAgo))
  await journal.keep(aJob(2, queued, longAgo))
  await journal.keep(aJob(3, printed))
  expect([...(await openPrintJournal(file, nowMs)).jobs.keys()]).toEqual(['job-2', 'job-3'])
})

test('what the disk did not take has not changed', async () => {
  const file = createMemoryFile()
  const journal = await openPrintJournal(file, nowMs)
  file.isFull = true
  await expect(journal.keep(aJob(1, queued))).rejects.toThrow()
  await expect(journal.choose(anEpson)).rejects.toThrow()
  expect([journal.jobs.size, journal.choice()]).toEqual([0, null])
})

test('the journal holds nothing personal: ids, states and times', async () => {
  const file = createMemoryFile()
  const journal = await openPrintJournal(file, nowMs)
  await journal.keep(aJob(1, queued))
  expect(Object.keys(JSON.parse(file.text.slice(9)) as object)).toEqual(['kind', 'job'])
  expect(Object.keys(aJob(1, queued).order)).toEqual(['id', 'ticketId', 'copy', 'orderedAt'])
})
