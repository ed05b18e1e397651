import { describe, expect, test } from 'vitest'
import { hlc } from '../../ticket/_a-ticket.ts'
import {
  aCustomer,
  aDeviceRecord,
  anAcknowledgement,
  aProfile,
  aSaleRecord,
  aShift,
  ticketIdOf,
} from './_a-ledger.ts'
import { memoryLedgerFolder, type MemoryLedgerFolder } from './_memory-ledger-folder.ts'
import { printRecord, type LedgerRecord } from './ledger-record.ts'
import { openLedger, type Ledger } from './ledger.ts'

const openIn = async (folder: MemoryLedgerFolder, nowMs = 0): Promise<Ledger> =>
  openLedger({ main: await folder.open('main'), personal: await folder.open('personal') }, nowMs)

const write = (ledger: Ledger, ...records: readonly LedgerRecord[]): Promise<void> =>
  ledger.write(() => ({ records, value: undefined }))

const customerRecord = (n: number): LedgerRecord => ({
  kind: 'customer',
  customer: aCustomer(ticketIdOf(n)),
})
const sold = (n: number): readonly LedgerRecord[] => [customerRecord(n), aSaleRecord(n)]

/** A ledger with two sales, reopened after its main file was changed by hand. */
const aLedgerWithSales = async () => {
  const folder = memoryLedgerFolder()
  const ledger = await openIn(folder)
  await write(ledger, aDeviceRecord(), { kind: 'profile', profile: aProfile })
  await write(ledger, ...sold(1))
  await write(ledger, ...sold(2))
  return { folder, ledger }
}

test('a reopened ledger is in the state in which it was left', async () => {
  const { folder, ledger } = await aLedgerWithSales()
  await write(ledger, { kind: 'shift', shift: aShift() })
  expect((await openIn(folder)).state).toEqual(ledger.state)
})

test('a line torn at any byte is cut off, and the next record is readable', async () => {
  const { folder, ledger } = await aLedgerWithSales()
  const before = ledger.state.events.size
  const whole = new TextEncoder().encode(folder.textOf('main'))
  const line = new TextEncoder().encode(printRecord(aSaleRecord(3)))
  for (let kept = 1; kept < line.length - 1; kept += 7) {
    folder.setBytes('main', Uint8Array.from([...whole, ...line.slice(0, kept)]))
    const torn = await openIn(folder)
    expect([torn.damaged, torn.state.events.size]).toEqual([1, before])
    await write(torn, aSaleRecord(4))
    const after = await openIn(folder)
    expect([after.damaged, after.state.counter]).toEqual([0, 4])
  }
})

test('a record that lacks its line end alone is kept, and the next one does not run into it', async () => {
  const { folder } = await aLedgerWithSales()
  const whole = new TextEncoder().encode(folder.textOf('main'))
  folder.setBytes('main', whole.slice(0, -1))
  await write(await openIn(folder), aSaleRecord(3))
  const after = await openIn(folder)
  expect([after.damaged, after.state.counter]).toEqual([0, 3])
})

test('a ledger above a megabyte is compacted when it is opened', async () => {
  const { folder, ledger } = await aLedgerWithSales()
  const { id } = aSaleRecord(1)
  const noise: LedgerRecord = {
    kind: 'acknowledged',
    ids: Array.from({ length: 30_000 }, () => id),
    at: hlc(5),
  }
  await write(ledger, noise)
  const reopened = await openIn(folder)
  expect(folder.textOf('main').length).toBeLessThan(10_000)
  expect(reopened.state).toEqual(ledger.state)
  expect((await openIn(folder)).state).toEqual(ledger.state)
})

test('what a newer build wrote outlives the compaction of an older one', async () => {
  const { folder } = await aLedgerWithSales()
  const newer = printRecord({ kind: 'of a newer build' } as never)
  const torn = '01234567 {"kind":'
  folder.setBytes('main', new TextEncoder().encode(newer + folder.textOf('main') + torn))
  const reopened = await openIn(folder)
  expect(folder.textOf('main')).toContain(newer)
  expect(folder.textOf('main')).not.toContain(torn)
  expect(reopened.state.counter).toBe(2)
})

describe('writing', () => {
  test('concurrent writers decide one after the other, each on the state the last one left', async () => {
    const folder = memoryLedgerFolder()
    const ledger = await openIn(folder)
    const counters = await Promise.all(
      Array.from({ length: 20 }, () =>
        ledger.write((state) => {
          const record = aSaleRecord(state.counter + 1)
          return { records: [record], value: record.event.data['counter'] }
        }),
      ),
    )
    expect(counters).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect((await openIn(folder)).state).toEqual(ledger.state)
  })

  test('a decision that throws changes nothing and does not block the next writer', async () => {
    const ledger = await openIn(memoryLedgerFolder())
    const wrong = ledger.write(() => {
      throw new Error('no')
    })
    const right = write(ledger, aSaleRecord(1))
    await expect(wrong).rejects.toThrow('no')
    await right
    expect(ledger.state.counter).toBe(1)
  })

  test('a full disk leaves state and files as they were, and writing goes on once there is room', async () => {
    const { folder, ledger } = await aLedgerWithSales()
    const before = [structuredClone(ledger.state), folder.textOf('main'), folder.textOf('personal')]
    folder.setFull(true)
    await expect(write(ledger, ...sold(3))).rejects.toThrow('the disk is full')
    expect([ledger.state, folder.textOf('main'), folder.textOf('personal')]).toEqual(before)
    folder.setFull(false)
    await write(ledger, ...sold(3))
    expect((await openIn(folder)).state).toEqual(ledger.state)
    expect(ledger.state.counter).toBe(3)
  })

  test('every write is told', async () => {
    const ledger = await openIn(memoryLedgerFolder())
    const counters: number[] = []
    ledger.changed$.subscribe(() => counters.push(ledger.state.counter))
    await write(ledger, aSaleRecord(1))
    await write(ledger, aSaleRecord(2))
    expect(counters).toEqual([1, 2])
  })

  test('closing waits for the writers before it', async () => {
    const folder = memoryLedgerFolder()
    const ledger = await openIn(folder)
    void write(ledger, aSaleRecord(1))
    await ledger[Symbol.asyncDispose]()
    expect((await openIn(folder)).state.counter).toBe(1)
  })
})

describe('personal data', () => {
  const ofCustomer = (n: number): LedgerRecord => anAcknowledgement(aCustomer(ticketIdOf(n)))

  test('it never reaches the main file', async () => {
    const { folder } = await aLedgerWithSales()
    expect(folder.textOf('main')).not.toContain('Maria')
    expect(folder.textOf('personal')).toContain('Maria')
  })

  test('its file is emptied once the last customer is acknowledged', async () => {
    const { folder, ledger } = await aLedgerWithSales()
    await write(ledger, ofCustomer(1))
    expect(folder.textOf('personal')).not.toBe('')
    await write(ledger, ofCustomer(2))
    expect(folder.textOf('personal')).toBe('')
  })

  test('an acknowledged customer stays acknowledged over a restart, and leaves the file there', async () => {
    const { folder, ledger } = await aLedgerWithSales()
    await write(ledger, ofCustomer(1))
    const reopened = await openIn(folder)
    expect([...reopened.state.customers.keys()]).toEqual([ticketIdOf(2)])
    expect(folder.textOf('personal')).not.toContain(ticketIdOf(1))
  })

  test('a file that cannot be emptied fails no writer and is emptied by a later write', async () => {
    const { folder, ledger } = await aLedgerWithSales()
    await write(ledger, ofCustomer(1))
    folder.cutPower({ after: 1, keptBytes: -1 })
    await write(ledger, ofCustomer(2))
    expect(folder.textOf('personal')).not.toBe('')
    folder.powerOn()
    await write(ledger, aSaleRecord(3))
    expect(folder.textOf('personal')).toBe('')
  })

  test('a customer whose sale never reached the disk is forgotten', async () => {
    const { folder, ledger } = await aLedgerWithSales()
    folder.cutPower({ after: 1, keptBytes: 10 })
    await expect(write(ledger, ...sold(3))).rejects.toThrow('the power went')
    folder.powerOn()
    expect(folder.textOf('personal')).toContain(ticketIdOf(3))
    const reopened = await openIn(folder)
    expect([...reopened.state.customers.keys()]).toEqual([ticketIdOf(1), ticketIdOf(2)])
    expect(folder.textOf('personal')).not.toContain(ticketIdOf(3))
  })
})
