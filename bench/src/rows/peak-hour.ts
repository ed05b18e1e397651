import { setTimeout as sleep } from 'node:timers/promises'
import { KioskLetter } from '@totem/shared-schema'
import * as v from 'valibot'
import { percentile } from '../report/percentile.ts'
import { startBenchStack, type BenchStack } from '../world/bench-stack.ts'
import { fillTotem } from '../world/fill.ts'
import { openLiveReader, type LiveReader } from '../world/live-reader.ts'
import { cpuMsOf, residentMbOf } from '../world/process-usage.ts'
import { createSeller, type Seller, type Sold } from '../world/seller.ts'
import { enrol } from '../world/enrol.ts'
import { signIn, type WireKiosk } from '../world/wire-kiosk.ts'
import { logIn } from '../world/wire-tablet.ts'
import { type BenchRow } from './bench-row.ts'

/** A fifth of a day's 10,000 tickets falls into its busiest hour, which is played sixty times as fast. */
const hour = { devices: 200, before: 8_000, tickets: 2_000, seconds: 60 }
const quickHour = { devices: 20, before: 200, tickets: 40, seconds: 4 }

/** The gateway in the peak hour of 200 devices and 10,000 tickets a day. */
export const peakHour: BenchRow = {
  name: 'peak-hour',
  run: async ({ quick, couch }) => {
    const { devices, before, tickets, seconds } = quick ? quickHour : hour
    await using stack = await startBenchStack(couch)
    const { sealingKey } = (await logIn(stack.origin)).profile
    const sellers = Array.from({ length: devices }, (_, index) =>
      createSeller(letterOf(index), sealingKey),
    )
    await enrol(stack.couch, sellers)
    const kiosks = await connectAll(stack, sellers)
    for (const { kiosk, seller } of kiosks)
      await fillTotem(kiosk, sellAll([seller], before / devices))
    const sold = sellAll(sellers, tickets)
    const gateway = await stack.pidOf('gateway')
    const cpuBefore = await cpuMsOf(gateway)
    const memory = watchMemory(gateway)
    const taken = await play(kiosks, sold, seconds).finally(memory.stop)
    const cpu = (await cpuMsOf(gateway)) - cpuBefore
    const cuts = kiosks.reduce((sum, { live }) => sum + live.cuts(), 0)
    for (const { live } of kiosks) live.close()
    if (cuts > 0) process.stderr.write(`${cuts} live streams were cut off and opened again\n`)
    return [
      { what: 'push of a ticket, p50', unit: 'ms', values: { totem: percentile(taken, 50) } },
      {
        what: 'push of a ticket, p99',
        unit: 'ms',
        values: { totem: percentile(taken, 99) },
        figures: [{ kind: 'at_most', value: 50 }],
      },
      {
        what: 'gateway, most memory',
        unit: 'MB',
        values: { totem: memory.most() },
        figures: [{ kind: 'at_most', value: 200 }],
      },
      { what: 'gateway, processor per ticket', unit: 'ms', values: { totem: cpu / tickets } },
    ]
  },
}

/** Looks twice a second how much memory a process holds, until it is stopped. */
const watchMemory = (pid: number): { readonly most: () => number; readonly stop: () => void } => {
  let most = 0
  const look = async (): Promise<void> => {
    // A process that has ended is told by whoever still asks it something.
    most = Math.max(most, await residentMbOf(pid).catch(() => 0))
  }
  const timer = setInterval(() => void look(), 500)
  return { most: () => most, stop: () => clearInterval(timer) }
}

/** A, B … Z are left to kiosks of the demo; AA, AB … name these. */
const letterOf = (index: number): KioskLetter => {
  const letter = (at: number): string => String.fromCharCode(65 + at)
  return v.parse(KioskLetter, `${letter(Math.floor(index / 26))}${letter(index % 26)}`)
}

/** Sells in the round. */
const sellAll = (sellers: readonly Seller[], tickets: number): readonly Sold[] => {
  const now = Date.now()
  return Array.from({ length: Math.ceil(tickets / sellers.length) }, () => sellers)
    .flat()
    .slice(0, tickets)
    .map((seller) => seller.sellFast(now))
}

interface ConnectedKiosk {
  readonly seller: Seller
  readonly kiosk: WireKiosk
  readonly live: HeldStream
}

const connectAll = async (
  { origin }: BenchStack,
  sellers: readonly Seller[],
): Promise<readonly ConnectedKiosk[]> => {
  const connected: ConnectedKiosk[] = []
  for (const seller of sellers) {
    const kiosk = await signIn(origin, seller)
    const { token } = kiosk
    const live = await holdStream(() =>
      openLiveReader(
        origin,
        { token, collections: ['catalog', 'tickets', 'customers', 'shifts'] },
        () => undefined,
      ),
    )
    connected.push({ seller, kiosk, live })
  }
  return connected
}

/** A live stream that is opened again when it is cut off, as a device does. */
interface HeldStream {
  readonly close: () => void
  readonly cuts: () => number
}

const holdStream = async (open: () => Promise<LiveReader>): Promise<HeldStream> => {
  let reader = await open()
  let cuts = 0
  const reopen = async (): Promise<void> => {
    // What fails is tried again at the next look.
    reader = await open().catch(() => reader)
  }
  const timer = setInterval(() => {
    if (reader.isOpen()) return
    cuts += 1
    void reopen()
  }, 2_000)
  return {
    cuts: () => cuts,
    close: () => {
      clearInterval(timer)
      reader.close()
    },
  }
}

/**
 * Pushes each ticket at its moment of a fixed timetable, whether or not those before are answered, and
 * counts from that moment: a gateway that falls behind shows it.
 */
const play = async (
  kiosks: readonly ConnectedKiosk[],
  sold: readonly Sold[],
  seconds: number,
): Promise<readonly number[]> => {
  const began = performance.now()
  return Promise.all(
    sold.map(async (each, index) => {
      const kiosk = kiosks[index % kiosks.length]?.kiosk
      if (kiosk === undefined) throw new Error('nobody sells')
      const due = began + ((index + Math.random()) * seconds * 1_000) / sold.length
      await sleep(due - performance.now())
      const ticket = taking(() => kiosk.pushTickets([each])).then(() => performance.now() - due)
      const [taken] = await Promise.all([ticket, taking(() => kiosk.pushCustomers([each]))])
      return taken
    }),
  )
}

/** How often, and after how many milliseconds, a device tries again what did not get through. */
const retries = 40
const retryMs = 250

/** Sends until it is taken, as a device does; the time that takes counts. */
const taking = async (send: () => Promise<void>): Promise<void> => {
  for (let left = retries; ; left -= 1) {
    try {
      await send()
      return
    } catch (error) {
      if (left === 0) throw error
      await sleep(retryMs)
    }
  }
}
