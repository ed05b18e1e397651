import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { firstValueFrom, NEVER } from 'rxjs'
import {
  buildTicketJob,
  createMemoryPrinter,
  openPrintJournal,
  openPrintQueue,
  profileOf,
  receiptOf,
  type Clock,
  type MemoryPrinter,
} from '@totem/printer'
import { type Ticket, type TicketId } from '@totem/shared-schema'
import { fileLedgerFolder } from '@totem/shared-schema/local-store/node'
import { median, percentile } from '../report/percentile.ts'
import { firstService, saleOf } from '../ways/totem-way.ts'
import { startBenchStack } from '../world/bench-stack.ts'
import { nodeHome, valueOf } from '../world/node-device.ts'
import { type BenchRow } from './bench-row.ts'

/** Ticket confirmed → its first byte at the printer: signed QR, layout, journal on the disk, status asked, first write. */
export const print: BenchRow = {
  name: 'print',
  run: async ({ quick, couch }) => {
    await using stack = await startBenchStack(couch)
    const folder = await mkdtemp(join(stack.folder, 'print-'))
    const home = nodeHome({ app: 'kiosk', origin: stack.origin, folder, wake$: NEVER })
    await using kiosk = valueOf(await home.pair(await stack.pairingCode()))
    const sale = saleOf(await firstService(kiosk))
    const { studio, timeZone } = await firstValueFrom(kiosk.profile$)
    const profile = profileOf({ model: 'epson', paper: 80 })
    const tickets = new Map<TicketId, Ticket>()
    const printer = createMemoryPrinter()
    const answering = answerAsAnEpson(printer)
    await using journal = await openPrintJournal(
      await fileLedgerFolder(folder).open('printing'),
      Date.now(),
    )
    await using queue = await openPrintQueue({
      journal,
      transport: printer.transport,
      clock,
      asksStatus: true,
      bytesOf: ({ ticketId }) => {
        const ticket = ticketId === null ? undefined : tickets.get(ticketId)
        if (ticket === undefined) return undefined
        const qr = kiosk.signPaper(ticket)
        const facts = { ticket, studio, timeZone, copy: 'original' as const }
        return buildTicketJob(receiptOf({ ...facts, ...(qr.ok && { qr: qr.value }) }), profile)
      },
    })

    const toPrinter: number[] = []
    const whole: number[] = []
    for (let sold = -warmUp; sold < (quick ? 20 : 200); sold += 1) {
      const pressed = performance.now()
      const ticket = valueOf(await kiosk.sell(sale))
      tickets.set(ticket.id, ticket)
      const confirmed = performance.now()
      const firstByte = answering.nextJob()
      await queue.order({ id: ticket.id, ticketId: ticket.id, copy: 0, orderedAt: Date.now() })
      const at = await firstByte
      if (sold >= 0) {
        toPrinter.push(at - confirmed)
        whole.push(at - pressed)
      }
      await answering.jobDone()
    }
    return [
      { what: 'first byte, p50', unit: 'ms', values: { totem: median(toPrinter) } },
      {
        what: 'first byte, p95',
        unit: 'ms',
        values: { totem: percentile(toPrinter, 95) },
        figures: [{ kind: 'at_most', value: 100 }],
      },
      { what: 'with the sale, p95', unit: 'ms', values: { totem: percentile(whole, 95) } },
    ]
  },
}

const warmUp = 5

const clock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

/** How long an Epson takes to answer DLE EOT over USB, in ms. */
const answerMs = 4

/** Answers status questions and reports jobs; tells when the first byte of a job and its last one arrived. */
const answerAsAnEpson = (printer: MemoryPrinter) => {
  let begun = Promise.withResolvers<number>()
  let done = Promise.withResolvers<undefined>()
  printer.onReceived((bytes) => {
    const [first, second] = bytes
    if (first === 0x10 && second === 0x04)
      setTimeout(() => printer.say([0x12, 0x12, 0x12, 0x12]), answerMs)
    else if (first === 0x1b && second === 0x40) begun.resolve(performance.now())
    else if (first === 0x1d && second === 0x28) {
      printer.say([0x37, 0x22, ...bytes.slice(7, 11), 0])
      done.resolve(undefined)
    }
  })
  return {
    nextJob: (): Promise<number> => {
      begun = Promise.withResolvers()
      done = Promise.withResolvers()
      return begun.promise
    },
    jobDone: (): Promise<undefined> => done.promise,
  }
}
