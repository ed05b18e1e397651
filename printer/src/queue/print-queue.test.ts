import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PrintData } from '../escpos/print-data.ts'
import { anOrderAt, bytesOfOrder, tail, ticketId } from './_orders.ts'
import { createMemoryFile, type MemoryFile } from './_memory-file.ts'
import { createReceiptPrinter, type ReceiptPrinter } from './_receipt-printer.ts'
import { createTestClock, settle, type TestClock } from './_test-clock.ts'
import { type PrintOrder } from './print-job.ts'
import { openPrintJournal } from './print-journal.ts'
import { freshForMs, openPrintQueue, type PrintQueue } from './print-queue.ts'

let clock: TestClock
let printer: ReceiptPrinter
let file: MemoryFile
let queue: PrintQueue
let completion: PrintData['completion']
let asksStatus: boolean

const anOrder = (n = 1, copy = 0): PrintOrder => anOrderAt(clock.now(), n, copy)
const bytesOf = (order: PrintOrder): PrintData => bytesOfOrder(order, completion)

const start = async (): Promise<void> => {
  queue = await openPrintQueue({
    journal: await openPrintJournal(file, clock.now()),
    transport: printer.transport,
    clock,
    asksStatus,
    bytesOf,
  })
  await settle()
}

/** The power goes: the queue is not told, only its file stays. */
const restart = async (): Promise<void> => {
  const { text } = file
  await queue[Symbol.asyncDispose]()
  file = createMemoryFile(text)
  await start()
}

const stateOf = (order: PrintOrder) => queue.job(order.id)?.state
const kindOf = (order: PrintOrder) => stateOf(order)?.kind
/** The originals that came out whole, by ticket. */
const originals = (n: number): number =>
  printer.papers.filter((text) => text.startsWith(`${ticketId(n)} copy 0`) && text.endsWith(tail))
    .length

beforeEach(async () => {
  clock = createTestClock()
  printer = createReceiptPrinter()
  file = createMemoryFile()
  completion = 'gs-h'
  asksStatus = true
  await start()
})
afterEach(async () => {
  await queue[Symbol.asyncDispose]()
})

describe('a healthy printer', () => {
  test('prints an order, and it is printed because the printer reported it', async () => {
    const order = anOrder()
    expect(await queue.order(order)).toEqual({ ok: true, value: undefined })
    await clock.advance(100)
    expect(stateOf(order)).toMatchObject({ kind: 'printed', proof: 'reported' })
    expect(originals(1)).toBe(1)
  })

  test('prints an order once, however often it is given, also after a restart', async () => {
    const order = anOrder()
    await Promise.all([queue.order(order), queue.order(order)])
    await clock.advance(100)
    await queue.order(order)
    await restart()
    await queue.order(order)
    await clock.advance(60_000)
    expect(originals(1)).toBe(1)
  })

  test('prints an order once that is given twice while the disk is slow', async () => {
    const { append } = file
    file.append = async (text) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      await append(text)
    }
    const order = anOrder()
    await Promise.all([queue.order(order), queue.order(order), queue.order(anOrder(2))])
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect([originals(1), originals(2)]).toEqual([1, 1])
  })

  test('prints several orders in the order in which they were given', async () => {
    for (const n of [3, 1, 2]) await queue.order(anOrder(n))
    await clock.advance(1_000)
    expect(printer.papers.map((text) => text.slice(0, 27))).toEqual([3, 1, 2].map(ticketId))
  })

  test('whose answer to GS r comes after the job gives a weaker proof', async () => {
    completion = 'gs-r'
    const order = anOrder()
    await queue.order(order)
    await clock.advance(100)
    expect(stateOf(order)).toMatchObject({ kind: 'printed', proof: 'fence' })
  })

  test('that never reports leaves the job unconfirmed, and the next one is printed all the same', async () => {
    printer.isSilent = true
    await queue.order(anOrder(1))
    await queue.order(anOrder(2))
    await clock.advance(20_000)
    expect([kindOf(anOrder(1)), kindOf(anOrder(2))]).toEqual(['unconfirmed', 'unconfirmed'])
    expect([originals(1), originals(2)]).toEqual([1, 1])
  })

  test('that cannot report leaves the job unconfirmed at once', async () => {
    completion = 'none'
    await queue.order(anOrder())
    await clock.advance(100)
    expect(kindOf(anOrder())).toBe('unconfirmed')
  })
})

test('a printer of another language is sent tickets and nothing else', async () => {
  await queue[Symbol.asyncDispose]()
  printer.unplug()
  printer.plugIn()
  asksStatus = false
  completion = 'none'
  await start()
  await queue.order(anOrder())
  await clock.advance(60_000)
  expect(kindOf(anOrder())).toBe('unconfirmed')
  expect(printer.received()).toEqual(bytesOf(anOrder()).writes.flatMap((bytes) => [...bytes]))
})

describe('nothing was handed over', () => {
  test('a job waits for a printer that is not there, and comes out when it is plugged in', async () => {
    printer.unplug()
    const order = anOrder()
    await queue.order(order)
    await clock.advance(10_000)
    expect(stateOf(order)).toMatchObject({ kind: 'queued', problem: 'absent' })
    printer.plugIn()
    await clock.advance(100)
    expect(kindOf(order)).toBe('printed')
    expect(originals(1)).toBe(1)
  })

  test.for([
    { what: 'paper', set: { paper: 'out' as const }, problem: 'paper_out' },
    { what: 'cover', set: { cover: 'open' as const }, problem: 'cover_open' },
  ])('a job waits for the $what, and comes out at once when all is well', async (trouble) => {
    Object.assign(printer, trouble.set)
    const order = anOrder()
    await queue.order(order)
    await clock.advance(10_000)
    expect(stateOf(order)).toMatchObject({ kind: 'queued', problem: trouble.problem })
    expect(queue.standing()).toMatchObject({ status: { trouble: trouble.problem } })
    Object.assign(printer, { paper: 'there', cover: 'closed' })
    printer.recover()
    await clock.advance(100)
    expect(kindOf(order)).toBe('printed')
    expect(originals(1)).toBe(1)
  })

  test('a busy printer is tried again until it is free', async () => {
    printer.unplug()
    await settle()
    printer.setHeldElsewhere(true)
    printer.plugIn()
    const order = anOrder()
    await queue.order(order)
    await clock.advance(5_000)
    expect(stateOf(order)).toMatchObject({ kind: 'queued', problem: 'busy' })
    printer.setHeldElsewhere(false)
    await clock.advance(5_000)
    expect(kindOf(order)).toBe('printed')
  })

  test('a printer that takes nothing is let go of, opened again, and prints once it takes', async () => {
    printer.setTaking(false)
    const order = anOrder()
    await queue.order(order)
    await clock.advance(30_000)
    expect(stateOf(order)).toMatchObject({ kind: 'queued', problem: 'stuck' })
    printer.setTaking(true)
    await clock.advance(10_000)
    expect(kindOf(order)).toBe('printed')
    expect(originals(1)).toBe(1)
  })

  test('a halted pipe is cleared before the job, which then comes out', async () => {
    printer.stall()
    await queue.order(anOrder())
    await clock.advance(100)
    expect(kindOf(anOrder())).toBe('printed')
    expect(originals(1)).toBe(1)
  })

  test('an old job is offered instead of coming out by surprise', async () => {
    printer.unplug()
    const order = anOrder()
    await queue.order(order)
    await clock.advance(freshForMs + 5_000)
    expect(stateOf(order)).toMatchObject({ kind: 'failed', problem: 'too_old' })
    printer.plugIn()
    await clock.advance(60_000)
    expect(printer.papers).toEqual([])
    await queue.printAfterAll(order.id)
    await clock.advance(100)
    expect(originals(1)).toBe(1)
    expect(kindOf(order)).toBe('printed')
  })

  test('a full disk sends nothing', async () => {
    file.isFull = true
    expect(await queue.order(anOrder())).toMatchObject({ ok: false, error: { kind: 'storage' } })
    file.isFull = false
    printer.unplug()
    await queue.order(anOrder())
    await settle()
    file.isFull = true
    printer.plugIn()
    await clock.advance(10_000)
    expect(printer.papers).toEqual([])
    file.isFull = false
    await clock.advance(10_000)
    expect(originals(1)).toBe(1)
  })
})

describe('something was handed over', () => {
  test('a job that breaks off is uncertain, never sent again, and does not spoil the next one', async () => {
    printer.takesOnly = 1_000
    const order = anOrder(1)
    await queue.order(order)
    await clock.advance(100)
    printer.unplug()
    await clock.advance(1_000)
    expect(stateOf(order)).toMatchObject({ kind: 'uncertain', problem: 'gone' })
    printer.takesOnly = undefined
    printer.plugIn()
    await clock.advance(30_000)
    expect(originals(1)).toBe(0)
    await queue.order(anOrder(2))
    await clock.advance(100)
    expect(originals(2)).toBe(1)
    expect(originals(1)).toBe(0)
  })

  test('a printer that stops in the middle without a word is given up after the watchdog', async () => {
    printer.takesOnly = 1_000
    await queue.order(anOrder())
    await clock.advance(4_000)
    expect(kindOf(anOrder())).toBe('sending')
    await clock.advance(2_000)
    expect(stateOf(anOrder())).toMatchObject({ kind: 'uncertain', problem: 'stuck' })
  })

  test('paper that ends in the middle is waited for; the rest follows and the ticket is whole', async () => {
    printer.takesOnly = 1_000
    const order = anOrder()
    await queue.order(order)
    await clock.advance(100)
    printer.paper = 'out'
    printer.say([0x18, 0, 0x0f, 0x0f])
    await clock.advance(60_000)
    expect(kindOf(order)).toBe('sending')
    expect(queue.standing()).toMatchObject({ status: { trouble: 'paper_out' } })
    printer.paper = 'there'
    printer.recover()
    await clock.advance(1_000)
    expect(kindOf(order)).toBe('printed')
    expect(originals(1)).toBe(1)
  })

  test('paper that ends after the last byte: printed as soon as the printer reports it', async () => {
    const order = anOrder()
    printer.onReceived((bytes) => {
      if (bytes.length > 500) printer.paper = 'out'
    })
    await queue.order(order)
    await clock.advance(20_000)
    expect(kindOf(order)).toBe('unconfirmed')
    expect(queue.standing()).toMatchObject({ status: { trouble: 'paper_out' } })
    printer.paper = 'there'
    printer.recover()
    await clock.advance(100)
    expect(kindOf(order)).toBe('printed')
    expect(originals(1)).toBe(1)
  })

  test('a stall in the middle makes the job uncertain', async () => {
    printer.onReceived((bytes) => {
      if (bytes.length > 500) printer.stall()
    })
    await queue.order(anOrder())
    await clock.advance(100)
    expect(stateOf(anOrder())).toMatchObject({ kind: 'uncertain', problem: 'stalled' })
  })

  test('an app that ended while sending finds the job uncertain, and prints nothing twice', async () => {
    printer.takesOnly = 1_000
    await queue.order(anOrder())
    await clock.advance(100)
    expect(kindOf(anOrder())).toBe('sending')
    await restart()
    expect(stateOf(anOrder())).toMatchObject({ kind: 'uncertain', problem: 'restarted' })
    printer.recover()
    await clock.advance(60_000)
    expect(printer.papers).toEqual([])
  })

  test('somebody who sees the paper settles an uncertain job', async () => {
    printer.takesOnly = 1_000
    await queue.order(anOrder())
    await clock.advance(10_000)
    await queue.markSeen(anOrder().id)
    expect(stateOf(anOrder())).toMatchObject({ kind: 'printed', proof: 'seen' })
  })
})
