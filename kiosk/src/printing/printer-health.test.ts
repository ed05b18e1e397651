import { type PrinterHealth } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { type PrintingState } from './printing.ts'
import { printerHealthOf } from './printer-health.ts'

const ready = (status: { trouble: 'paper_out' | 'hot' | null; paperLow: boolean }) =>
  ({ kind: 'ready', name: 'TM-T20', status }) as const

test.for<[PrintingState['standing'], PrinterHealth['state']]>([
  [{ kind: 'looking' }, 'looking'],
  [{ kind: 'unavailable', problem: 'absent' }, 'none'],
  [{ kind: 'unavailable', problem: 'stuck' }, 'trouble'],
  [ready({ trouble: null, paperLow: false }), 'ready'],
  [ready({ trouble: null, paperLow: true }), 'paper_low'],
  [ready({ trouble: 'paper_out', paperLow: true }), 'paper_out'],
  [ready({ trouble: 'hot', paperLow: false }), 'trouble'],
])('%j is told as %s', ([standing, state]) => {
  expect(printerHealthOf({ jobs: [], standing, choice: null })).toEqual({ state, waiting: 0 })
})
