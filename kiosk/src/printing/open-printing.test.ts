import './_no-pictures.ts'
import {
  createMemoryPrinter,
  type JournalFile,
  type MemoryPrinter,
  type PrinterChoice,
} from '@totem/printer'
import {
  EventId,
  err,
  Hlc,
  OperatorId,
  type IdentifiedKnownEvent,
  type Ticket,
} from '@totem/shared-schema'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as v from 'valibot'
import { aTicket, type FakeDevice, fakeDevice, nowMs } from '../_fake-device.ts'
import { openPrinting, type PrintingDevice } from './open-printing.ts'
import { originalJobId, type Printing } from './printing.ts'
import { reprintFreshMs } from './reprint-orders.ts'
import { fakeClock, type FakeClock } from '../time/_fake-clock.ts'

let device: FakeDevice & PrintingDevice
let printer: MemoryPrinter
let clock: FakeClock
let text: string
let printing: Printing
let savedWaits: unknown[]

const anEpson: PrinterChoice = { transport: { kind: 'usb' }, model: 'epson', paper: 80 }

const journalFile = (): JournalFile => ({
  read: () => Promise.resolve(text),
  append: (added) => {
    text += added
    return Promise.resolve()
  },
  replace: (whole) => {
    text = whole
    return Promise.resolve()
  },
  [Symbol.asyncDispose]: () => Promise.resolve(),
})

const start = async (): Promise<void> => {
  printing = await openPrinting({
    device,
    journalFile: journalFile(),
    transportOf: () => Promise.resolve(printer.transport),
    allow: () => Promise.resolve(),
    savePdf: ({ wait }) => {
      savedWaits.push(wait)
      return Promise.resolve()
    },
    clock,
  })
}

/** Reports every job that asks for it, as an Epson does. */
const answerJobs = (): void => {
  printer.onReceived((bytes) => {
    const head = [...bytes.slice(0, 5)]
    if (head.join() === '29,40,72,6,0') printer.say([0x37, 0x22, ...bytes.slice(7, 11), 0])
    if (head[0] === 0x10) printer.say([0x12, 0x12, 0x12, 0x12])
  })
}

const jobKind = (ticket: Ticket) =>
  printing.state().jobs.find(({ order }) => order.id === originalJobId(ticket.id))?.state.kind

const aRequest = (n: number, at = nowMs): IdentifiedKnownEvent => ({
  id: v.parse(EventId, String(n).padStart(32, '0')),
  event: {
    v: 1,
    type: 'reprint_requested',
    at: v.parse(Hlc, at),
    by: { kind: 'operator', operator: v.parse(OperatorId, 'ana') },
    data: {},
  } as unknown as IdentifiedKnownEvent['event'],
})

beforeEach(async () => {
  device = Object.assign(fakeDevice(), {
    signPaper: () => err({ kind: 'not_our_ticket' } as const),
  })
  printer = createMemoryPrinter()
  clock = fakeClock(nowMs)
  text = ''
  savedWaits = []
  answerJobs()
  await start()
  await printing.staff.choose(anEpson)
})
afterEach(async () => {
  await printing[Symbol.asyncDispose]()
})

test('an original is printed once and noted on its ticket once', async () => {
  const ticket = aTicket()
  device.change(ticket)
  printing.printOriginal(ticket)
  printing.printOriginal(ticket)
  await vi.waitFor(() => expect(jobKind(ticket)).toBe('printed'))
  await vi.waitFor(() =>
    expect(device.asked).toEqual([{ printed: { job: originalJobId(ticket.id), copy: 0 } }]),
  )
})

test('a print that a crash kept from its ticket is noted after the start', async () => {
  const ticket = aTicket()
  printing.printOriginal(ticket)
  await vi.waitFor(() => expect(jobKind(ticket)).toBe('printed'))
  await printing[Symbol.asyncDispose]()
  device.asked.length = 0
  await start()
  device.change(ticket)
  await vi.waitFor(() =>
    expect(device.asked).toEqual([{ printed: { job: originalJobId(ticket.id), copy: 0 } }]),
  )
})

test("an operator's request is printed as a 2ª via, once, also after a restart", async () => {
  const ticket = aTicket({ history: [aRequest(1)] })
  device.change(ticket)
  const copies = () => printing.state().jobs.filter(({ order }) => order.copy === 1)
  await vi.waitFor(() => expect(copies().map(({ state }) => state.kind)).toEqual(['printed']))
  await printing[Symbol.asyncDispose]()
  await start()
  device.change({ ...ticket })
  expect(copies()).toHaveLength(1)
})

test('a request that comes long after it was made is offered, not printed by surprise', async () => {
  device.change(aTicket({ history: [aRequest(1, nowMs - reprintFreshMs - 60_000)] }))
  await vi.waitFor(() =>
    expect(printing.state().jobs.map(({ state }) => state)).toEqual([
      { kind: 'failed', at: nowMs, problem: 'too_old' },
    ]),
  )
})

test("a request on another kiosk's ticket is that kiosk's", () => {
  device.change(
    aTicket({
      history: [aRequest(1)],
      soldBy: { kind: 'device', device: 'd11111111111111111111' as typeof device.identity.device },
    }),
  )
  expect(printing.state().jobs).toEqual([])
})

test('a kiosk that never had a printer orders nothing', async () => {
  await printing[Symbol.asyncDispose]()
  text = ''
  printer.unplug()
  await start()
  await vi.waitFor(() => expect(printing.state().standing.kind).toBe('unavailable'))
  printing.printOriginal(aTicket())
  expect(printing.state().jobs).toEqual([])
})

test('a kiosk whose printer was there once orders, and the ticket comes out at the replug', async () => {
  const ticket = aTicket()
  await vi.waitFor(() => expect(printing.state().standing.kind).toBe('ready'))
  printer.unplug()
  printing.printOriginal(ticket)
  await vi.waitFor(() => expect(jobKind(ticket)).toBe('queued'))
  printer.plugIn()
  await vi.waitFor(() => expect(jobKind(ticket)).toBe('printed'))
})

test('a ticket that was cancelled while it waited is not printed', async () => {
  const ticket = aTicket()
  device.change(ticket)
  await vi.waitFor(() => expect(printing.state().standing.kind).toBe('ready'))
  printer.unplug()
  printing.printOriginal(ticket)
  device.change({
    ...ticket,
    service: { kind: 'cancelled', at: ticket.lastAt, reason: 'customer' },
  })
  printer.plugIn()
  await vi.waitFor(() => expect(jobKind(ticket)).toBe('failed'))
})

test('tickets of today that were never ordered are offered to staff', () => {
  const ticket = aTicket({ payment: { status: 'at_desk', movements: [] } })
  const unpaid = aTicket({}, 2)
  device.change(ticket)
  device.change(unpaid)
  expect(printing.staff.forgotten()).toEqual([ticket])
})

test('staff print a 2ª via of a job nobody is sure of', async () => {
  const ticket = aTicket()
  printing.printOriginal(ticket)
  await vi.waitFor(() => expect(jobKind(ticket)).toBe('printed'))
  printing.staff.reprint(ticket.id)
  await vi.waitFor(() =>
    expect(printing.state().jobs.map(({ order, state }) => [order.copy, state.kind])).toEqual([
      [0, 'printed'],
      [1, 'printed'],
    ]),
  )
})

test('the test page needs no ticket', async () => {
  printing.staff.printTestPage()
  await vi.waitFor(() =>
    expect(printing.state().jobs.map(({ state }) => state.kind)).toEqual(['printed']),
  )
  expect(device.asked).toEqual([])
})

test('paper and PDF repeat the wait the customer was told, while it is young', async () => {
  const wait = { kind: 'wait', fromMinutes: 15, toMinutes: 25, calledAt: nowMs } as const
  const [first, second] = [aTicket({}, 1), aTicket({}, 2)]
  printing.printOriginal(first, { estimate: wait, at: nowMs })
  printing.printOriginal(second, { estimate: wait, at: nowMs - 3_600_000 })
  await vi.waitFor(() => expect([first, second].map(jobKind)).toEqual(['printed', 'printed']))
  const paper = new TextDecoder('latin1').decode(Uint8Array.from(printer.received()))
  expect(paper.match(/15 a 25 min/g)).toHaveLength(1)
  await printing.savePdf(first)
  await printing.savePdf(second)
  expect(savedWaits).toEqual([wait, undefined])
})
