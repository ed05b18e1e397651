import { expect, test } from 'vitest'
import { statusOfAnswers, statusOfPort, statusOfReport } from './printer-status.ts'

const healthy = { 1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12 } as const

test.for([
  { answers: {}, status: { trouble: null, paperLow: false } },
  { answers: { 1: 0x16 }, status: { trouble: null, paperLow: false } },
  { answers: { 4: 0x1e }, status: { trouble: null, paperLow: true } },
  { answers: { 1: 0x1a, 2: 0x16 }, status: { trouble: 'cover_open', paperLow: false } },
  { answers: { 1: 0x1a, 2: 0x32, 4: 0x7e }, status: { trouble: 'paper_out', paperLow: true } },
  { answers: { 4: 0x72 }, status: { trouble: 'paper_out', paperLow: false } },
  { answers: { 1: 0x1a, 2: 0x52, 3: 0x1a }, status: { trouble: 'cutter', paperLow: false } },
  { answers: { 3: 0x52 }, status: { trouble: 'hot', paperLow: false } },
  { answers: { 2: 0x52 }, status: { trouble: 'error', paperLow: false } },
  { answers: { 3: 0x32 }, status: { trouble: 'error', paperLow: false } },
  { answers: { 1: 0x1a }, status: { trouble: 'offline', paperLow: false } },
])('the answers $answers mean $status', ({ answers, status }) => {
  expect(statusOfAnswers({ ...healthy, ...answers })).toEqual(status)
})

test.for([
  { report: [0x14, 0, 0, 0x0f], status: { trouble: null, paperLow: false } },
  { report: [0x14, 0, 0x03, 0x0f], status: { trouble: null, paperLow: true } },
  { report: [0x3c, 0, 0, 0x0f], status: { trouble: 'cover_open', paperLow: false } },
  { report: [0x1c, 0, 0x0f, 0x0f], status: { trouble: 'paper_out', paperLow: true } },
  { report: [0x1c, 0x08, 0, 0x0f], status: { trouble: 'cutter', paperLow: false } },
  { report: [0x1c, 0x40, 0, 0x0f], status: { trouble: 'hot', paperLow: false } },
  { report: [0x1c, 0x20, 0, 0x0f], status: { trouble: 'error', paperLow: false } },
  { report: [0x1c, 0, 0, 0x0f], status: { trouble: 'offline', paperLow: false } },
] as const)('the report $report means $status', ({ report, status }) => {
  expect(statusOfReport(report)).toEqual(status)
})

test.for([
  { port: { paperEmpty: false, selected: true, hasError: false }, trouble: null },
  { port: { paperEmpty: true, selected: true, hasError: false }, trouble: 'paper_out' },
  { port: { paperEmpty: false, selected: false, hasError: true }, trouble: 'error' },
] as const)('the port $port means $trouble', ({ port, trouble }) => {
  expect(statusOfPort(port)).toEqual({ trouble, paperLow: false })
})
