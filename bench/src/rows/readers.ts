import { setTimeout as sleep } from 'node:timers/promises'
import { KioskLetter } from '@totem/shared-schema'
import * as v from 'valibot'
import { type Line } from '../report/line.ts'
import { median, percentile } from '../report/percentile.ts'
import { valuesOf } from '../report/values.ts'
import { startBenchStack, type BenchStack } from '../world/bench-stack.ts'
import { rivalDatabase } from '../world/databases.ts'
import { rivalTicket } from '../world/fill.ts'
import { openLiveReader, type LiveReader, type OnDocument } from '../world/live-reader.ts'
import { openLongpollReader, pollingAgent } from '../world/longpoll-reader.ts'
import { createSeller, type Seller } from '../world/seller.ts'
import { enrol } from '../world/enrol.ts'
import { signIn } from '../world/wire-kiosk.ts'
import { logIn } from '../world/wire-tablet.ts'
import { type BenchRow } from './bench-row.ts'

/** One write → the last of many readers has it: Totem's live stream beside CouchDB's own long polls. */
export const readers: BenchRow = {
  name: 'readers',
  run: async ({ quick, couch }) => {
    await using stack = await startBenchStack(couch)
    const seller = createSeller(v.parse(KioskLetter, 'W'))
    await enrol(stack.couch, [seller])
    const crowds = {
      totem: await totemCrowd(stack, seller),
      couchdb: await couchCrowd(stack, seller),
    }
    const lines: Line[] = []
    for (const plan of quick
      ? [{ size: 20, writes: 5, turns: 1 }]
      : [
          { size: 200, writes: 15, turns: 3 },
          { size: 1_000, writes: 6, turns: 3 },
        ])
      lines.push(...(await compare(crowds, plan)))
    return lines
  },
}

interface Plan {
  readonly size: number
  readonly writes: number
  readonly turns: number
}

/** A way to read along, and the way to write that belongs to it. */
interface Crowd {
  readonly open: (onDocument: OnDocument) => Promise<LiveReader>
  /** Writes a ticket and resolves when it is acknowledged. `onId` hears its id before. */
  readonly write: (onId: OnDocument) => Promise<void>
}

const totemCrowd = async ({ origin }: BenchStack, seller: Seller): Promise<Crowd> => {
  const { token } = await logIn(origin)
  const kiosk = await signIn(origin, seller)
  return {
    open: (onDocument) => openLiveReader(origin, { token, collections: ['tickets'] }, onDocument),
    write: async (onId) => {
      const sold = seller.sellFast(Date.now())
      onId(sold.document.id)
      await kiosk.pushTickets([sold])
    },
  }
}

const couchCrowd = async (
  { couch, couchUrl, couchAuthorization: authorization }: BenchStack,
  seller: Seller,
): Promise<Crowd> => {
  const tickets = await rivalDatabase(couch, 'tickets')
  const database = `${couchUrl}/${tickets.name}`
  const agent = pollingAgent()
  return {
    open: (onDocument) => openLongpollReader({ database, authorization, agent }, onDocument),
    write: async (onId) => {
      const sold = seller.sellFast(Date.now())
      onId(sold.document.id)
      await tickets.put(rivalTicket(sold))
    },
  }
}

const compare = async (
  crowds: { readonly totem: Crowd; readonly couchdb: Crowd },
  plan: Plan,
): Promise<readonly Line[]> => {
  const taken = { totem: [] as number[], couchdb: [] as number[] }
  for (let turn = 0; turn < plan.turns; turn += 1) {
    taken.totem.push(...(await lastOfAll(crowds.totem, plan)))
    taken.couchdb.push(...(await lastOfAll(crowds.couchdb, plan)))
  }
  const isThousand = plan.size >= 1_000
  return [
    {
      what: `last of ${plan.size}, p50`,
      unit: 'ms',
      values: valuesOf(taken, median),
      figures: [
        ...(isThousand ? [{ kind: 'at_most', value: 150 } as const] : []),
        { kind: 'times', factor: isThousand ? 0.33 : 0.35, of: 'couchdb' },
      ],
    },
    {
      what: `last of ${plan.size}, p95`,
      unit: 'ms',
      values: valuesOf(taken, (all) => percentile(all, 95)),
    },
  ]
}

/** After how long a reader that has nothing is waited for no more, in milliseconds. */
const patienceMs = 60_000

const tooLate = async (missing: () => number): Promise<never> => {
  await sleep(patienceMs, undefined, { ref: false })
  throw new Error(`${missing()} readers waited in vain`)
}

const opensAtOnce = 50
const warmUp = 2
const pauseMs = 100

const lastOfAll = async (crowd: Crowd, { size, writes }: Plan): Promise<readonly number[]> => {
  let expected = ''
  let missing = 0
  let complete = (): void => undefined
  const onDocument: OnDocument = (id) => {
    if (id !== expected) return
    missing -= 1
    if (missing === 0) complete()
  }
  const opened: LiveReader[] = []
  while (opened.length < size) {
    const some = Math.min(opensAtOnce, size - opened.length)
    opened.push(...(await Promise.all(Array.from({ length: some }, () => crowd.open(onDocument)))))
  }
  const taken: number[] = []
  try {
    for (let write = 0; write < warmUp + writes; write += 1) {
      await sleep(pauseMs)
      missing = size
      const all = new Promise<void>((resolve) => {
        complete = resolve
      })
      const began = performance.now()
      const written = crowd.write((id) => {
        expected = id
      })
      await Promise.race([Promise.all([written, all]), tooLate(() => missing)])
      if (write >= warmUp) taken.push(performance.now() - began)
    }
  } finally {
    for (const reader of opened) reader.close()
  }
  return taken
}
