import { type Ticket, type TicketDocument, type TicketId } from '@totem/shared-schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aFact, anUnpaid, paidFact } from './_ledger-makers.ts'
import { type TicketLedger } from './ticket-ledger.ts'

/** A ledger under test, with the hand of its kiosk and of whoever refuses things. */
export interface LedgerUnderTest extends AsyncDisposable {
  readonly ledger: TicketLedger
  readonly arrive: (document: TicketDocument) => Promise<void>
  /** Puts something into quarantine; gives the entry's name. */
  readonly quarantine: (document: TicketDocument) => Promise<string>
}

/** Says what every ledger of tickets does, whatever lies behind it. */
export const ticketLedgerAcceptance = (
  label: string,
  open: () => Promise<LedgerUnderTest>,
): void => {
  describe(`${label}: a ledger of tickets`, () => {
    let underTest: LedgerUnderTest
    let ledger: TicketLedger
    beforeAll(async () => {
      underTest = await open()
      ledger = underTest.ledger
    })
    afterAll(() => underTest[Symbol.asyncDispose]())

    const idsOf = (tickets: readonly Ticket[]): readonly TicketId[] => tickets.map(({ id }) => id)

    test('knows a ticket by its id and by its intent, and no other', async () => {
      const sale = anUnpaid()
      expect(await ledger.get(sale.ticket.id)).toBeUndefined()
      expect(await ledger.byIntent(sale.intent)).toBeUndefined()
      await underTest.arrive(sale.ticket)
      expect((await ledger.get(sale.ticket.id))?.sale.intent).toBe(sale.intent)
      expect((await ledger.byIntent(sale.intent))?.id).toBe(sale.ticket.id)
    })

    test('appends what is decided on the ticket as it is now, once', async () => {
      const { ticket } = anUnpaid()
      const fact = paidFact(ticket)
      expect(await ledger.append(ticket.id, () => fact)).toBeUndefined()
      await underTest.arrive(ticket)
      const after = await ledger.append(ticket.id, ({ ticket: now, events }) => {
        expect([now.id, events.length]).toEqual([ticket.id, 1])
        return fact
      })
      expect(after?.payment.status).toBe('paid')
      const same = await ledger.append(ticket.id, ({ events }) =>
        events.some(({ id }) => id === fact.id) ? undefined : fact,
      )
      expect(same?.history).toHaveLength(2)
    })

    test('of many who append at once each sees what the others have written', async () => {
      const { ticket } = anUnpaid()
      await underTest.arrive(ticket)
      const seen: number[] = []
      await Promise.all(
        Array.from({ length: 5 }, (_, n) =>
          ledger.append(ticket.id, ({ events }) => {
            seen[n] = events.length
            return aFact(ticket, n)
          }),
        ),
      )
      expect(seen.toSorted()).toEqual([1, 2, 3, 4, 5])
      expect((await ledger.get(ticket.id))?.history).toHaveLength(6)
    })

    test('lists what is in trouble and what nobody has paid', async () => {
      const [unpaid, paid, wrong, dear] = [
        anUnpaid(),
        anUnpaid(),
        anUnpaid(),
        anUnpaid({ priceCents: 12_000 }),
      ]
      for (const { ticket } of [unpaid, paid, wrong, dear]) await underTest.arrive(ticket)
      await ledger.append(paid.ticket.id, () => paidFact(paid.ticket))
      await ledger.append(wrong.ticket.id, () => paidFact(wrong.ticket, 8_000))
      const trouble = idsOf(await ledger.inTrouble(100))
      expect(trouble).toContain(wrong.ticket.id)
      expect(trouble).not.toContain(paid.ticket.id)
      const { soldAt } = unpaid
      const near = { priceCents: 9_000, fromMs: soldAt, toMs: soldAt }
      const owed = idsOf(await ledger.unpaid(near))
      expect(owed).toContain(unpaid.ticket.id)
      for (const { ticket } of [paid, wrong, dear]) expect(owed).not.toContain(ticket.id)
      expect(await ledger.unpaid({ ...near, fromMs: soldAt + 1, toMs: soldAt + 2 })).toEqual([])
    })

    test('gives what changed since a page was done, and again what was not', async () => {
      const rest = async (): Promise<readonly TicketId[]> => {
        const seen: TicketId[] = []
        for (let isLast = false; !isLast;) {
          const page = await ledger.nextChanged()
          seen.push(...idsOf(page.tickets))
          await page.done()
          ;({ isLast } = page)
        }
        return seen
      }
      await rest()
      const { ticket } = anUnpaid()
      await underTest.arrive(ticket)
      expect(idsOf((await ledger.nextChanged()).tickets)).toEqual([ticket.id])
      expect(await rest()).toEqual([ticket.id])
      expect(await rest()).toEqual([])
    })

    test('looks for a ticket in quarantine by its id, its intent and what it showed', async () => {
      const [refused, pool] = [anUnpaid(), anUnpaid({ shows: `${'P'.repeat(25)}D01` })]
      const entry = await underTest.quarantine(refused.ticket)
      const poolEntry = await underTest.quarantine(pool.ticket)
      const found = { entry, ticketId: refused.ticket.id }
      const nothing = { ticketId: null, txid: null }
      expect(await ledger.inQuarantine({ ...nothing, ticketId: refused.ticket.id })).toEqual(found)
      expect(await ledger.inQuarantine({ ...nothing, txid: `${refused.intent}D01` })).toEqual(found)
      expect(await ledger.inQuarantine({ ...nothing, txid: `${'P'.repeat(25)}D01` })).toEqual({
        entry: poolEntry,
        ticketId: pool.ticket.id,
      })
      expect(await ledger.inQuarantine({ ...nothing, txid: 'Z'.repeat(28) })).toBeUndefined()
      expect(await ledger.inQuarantine(nothing)).toBeUndefined()
    })
  })
}
