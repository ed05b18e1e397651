import type { JobState, PrinterStanding } from '@totem/printer'
import { cleanup, render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aTicket, fakeDevice } from '../_fake-device.ts'
import { fakeClock, type FakeClock } from '../time/_fake-clock.ts'
import { aJob } from './_a-job.ts'
import { PrintingProvider } from './printing-context.tsx'
import { PrintingNote } from './printing-note.tsx'
import { type Printing, type PrintingState } from './printing.ts'

const ready: PrinterStanding = {
  kind: 'ready',
  name: 'TM-T20',
  status: { trouble: null, paperLow: false },
}
const queued: JobState = { kind: 'queued', since: 0, problem: null }

let clock: FakeClock
let ordered: string[]
let saved: string[]
let show: (state: JobState, standing?: PrinterStanding) => void
let printing: Printing

beforeEach(() => {
  clock = fakeClock()
  ordered = []
  saved = []
  let tell: () => void = () => undefined
  const [state, setState] = createSignal<PrintingState>({ jobs: [], standing: ready, choice: null })
  show = (job, standing = ready) => {
    setState({ jobs: [aJob(job)], standing, choice: null })
    tell()
  }
  printing = {
    state,
    onChange: (listener) => {
      tell = listener
      return () => undefined
    },
    isBusy: () => false,
    numberOf: () => undefined,
    printOriginal: ({ number }) => {
      ordered.push(number)
      show(queued)
    },
    savePdf: ({ number }) => {
      saved.push(number)
      return Promise.resolve()
    },
    staff: {} as Printing['staff'],
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
})

afterEach(cleanup)

const renderNote = (open: (() => Promise<Printing>) | undefined) =>
  render(() => (
    <PrintingProvider
      open={open}
      device={fakeDevice() as unknown as Parameters<typeof PrintingProvider>[0]['device']}
      clock={clock}
      onBusy={() => undefined}
    >
      <PrintingNote ticket={aTicket()} wait={undefined} />
    </PrintingProvider>
  ))

test('the original is ordered once, and its customer hears what becomes of it', async () => {
  renderNote(() => Promise.resolve(printing))
  await screen.findByText('Imprimindo sua senha…')
  show({ kind: 'sending', since: 0 })
  show({ kind: 'printed', at: 1, proof: 'reported' })
  await screen.findByText('Retire sua senha impressa.')
  expect(ordered).toEqual(['A-001'])
})

test('without paper the customer is told that the number is valid, and after 20 seconds offered a PDF', async () => {
  renderNote(() => Promise.resolve(printing))
  await screen.findByText('Imprimindo sua senha…')
  show(queued, { ...ready, status: { trouble: 'paper_out', paperLow: true } })
  await screen.findByText(/sem papel.*já vale/)
  expect(screen.queryByTestId('download-pdf')).toBeNull()
  clock.advance(20_000)
  ;(await screen.findByTestId('download-pdf')).click()
  expect(saved).toEqual(['A-001'])
})

test('a kiosk that cannot print asks to note the number', async () => {
  renderNote(undefined)
  await screen.findByText('Anote ou fotografe sua senha.')
  expect(screen.queryByTestId('download-pdf')).toBeNull()
})

test('a journal that will not open is tried again, and selling goes on meanwhile', async () => {
  let tries = 0
  renderNote(() => {
    tries += 1
    return tries < 3 ? Promise.reject(new Error('held')) : Promise.resolve(printing)
  })
  await screen.findByText('Anote ou fotografe sua senha.')
  await Promise.resolve()
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve))
    clock.advance(5_000)
  }
  await screen.findByText('Imprimindo sua senha…')
  expect(ordered).toEqual(['A-001'])
})
