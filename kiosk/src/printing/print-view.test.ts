import type { JobState, PrintProblem } from '@totem/printer'
import { expect, test } from 'vitest'
import { nowMs } from '../_fake-device.ts'
import { aJob } from './_a-job.ts'
import { offersPdf, patienceMs, type PrintView, printViewOf } from './print-view.ts'

const queued = (problem: PrintProblem | null): JobState => ({
  kind: 'queued',
  since: nowMs,
  problem,
})
const sending: JobState = { kind: 'sending', since: nowMs }

test.for<[JobState, PrintProblem | null, PrintView]>([
  [queued(null), null, 'printing'],
  [queued('paper_out'), null, 'no_paper'],
  [queued('absent'), null, 'no_answer'],
  [queued('absent'), 'cover_open', 'cover_open'],
  [sending, null, 'printing'],
  [sending, 'paper_out', 'no_paper'],
  [{ kind: 'unconfirmed', since: nowMs }, null, 'take_maybe'],
  [{ kind: 'unconfirmed', since: nowMs }, 'paper_out', 'no_paper'],
  [{ kind: 'printed', at: nowMs, proof: 'reported' }, 'paper_out', 'take'],
  [{ kind: 'uncertain', at: nowMs, problem: 'gone' }, null, 'uncertain'],
  [{ kind: 'failed', at: nowMs, problem: 'too_old' }, null, 'not_printed'],
])('a job that is %o on a printer in trouble %s is told as %s', ([state, trouble, view]) => {
  expect(printViewOf(aJob(state), trouble, 0)).toBe(view)
})

test('a kiosk that ordered nothing has no printer', () => {
  expect(printViewOf(undefined, null, 0)).toBe('no_printer')
})

test('after 20 seconds without a word the printer does not answer', () => {
  expect(printViewOf(aJob(sending), null, patienceMs - 1)).toBe('printing')
  expect(printViewOf(aJob(sending), null, patienceMs)).toBe('no_answer')
})

test.for<[PrintView, boolean, boolean]>([
  ['no_printer', true, true],
  ['uncertain', true, true],
  ['not_printed', true, true],
  ['printing', false, true],
  ['no_paper', false, true],
  ['cover_open', false, true],
  ['no_answer', false, true],
  ['take', false, false],
  ['take_maybe', false, false],
])('%s offers a PDF at once: %s, after 20 seconds: %s', ([view, atOnce, later]) => {
  expect([offersPdf(view, 0), offersPdf(view, patienceMs)]).toEqual([atOnce, later])
})
