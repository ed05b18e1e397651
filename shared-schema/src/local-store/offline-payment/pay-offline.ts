import {
  areTermsOf,
  brokenLimit,
  err,
  foldTicket,
  ok,
  staticBrCode,
  verifyText,
  type OfflineTerms,
  type Result,
  type Ticket,
  type TicketId,
} from '@totem/shared-schema'
import { decideAppend, showAppended, type Appended, type SeenTicket } from '../acts/append.ts'
import { heldTicket, withOwnEvents } from '../acts/held-ticket.ts'
import { storageProblem, type DeviceParts } from '../device-parts.ts'
import { type OfflineCharge, type OfflineChargeProblem } from '../device.ts'
import { type LedgerState } from '../ledger/ledger-state.ts'
import { type LedgerWrite } from '../ledger/ledger.ts'
import { type Lease } from '../ledger/offline-charges.ts'
import { riskUse, settledTickets } from './risk.ts'

/** A charge that ends sooner is not shown any more, in ms: people take their time, and clocks differ. */
export const leastLeftMs = 30 * 60_000

/**
 * Gives a ticket a Pix that needs no gateway: a charge made in advance, else a static code where the studio allows
 * it, as long as the manager's envelope has room. The lease is on the disk before the code is given to anybody, and
 * the same ticket gets the same charge again.
 */
export const payOffline = async (
  parts: DeviceParts,
  ticketId: TicketId,
): Promise<Result<OfflineCharge, OfflineChargeProblem>> => {
  try {
    const settled = await settledTickets(parts)
    const held = await heldTicket(parts, ticketId)
    const decided = await parts.ledger.write((state) =>
      decideLease({ parts, state, held }, { ticketId, settled }),
    )
    if (!decided.ok) return decided
    const { lease, appended } = decided.value
    if (appended !== undefined) await showAppended(parts, appended)
    const { txid, brCode, amountCents, tier } = lease
    return ok({ txid, brCode, amountCents, tier })
  } catch (cause) {
    return err(storageProblem(cause))
  }
}

interface Leased {
  readonly lease: Omit<Lease, 'isBound'>
  /** Absent when the ticket had this charge already. */
  readonly appended?: Appended
}

const decideLease = (
  seen: SeenTicket,
  { ticketId, settled }: { readonly ticketId: TicketId; readonly settled: ReadonlySet<TicketId> },
): LedgerWrite<Result<Leased, OfflineChargeProblem>> => {
  const { parts, state, held } = seen
  const nowMs = parts.clock()
  const mine = [...state.offline.leases.values()].find(
    (lease) => lease.ticketId === ticketId && isPayable(lease, nowMs),
  )
  if (mine !== undefined) return { records: [], value: ok({ lease: mine }) }

  const document = withOwnEvents(held, state, { tenantId: parts.identity.tenantId, ticketId })
  const ticket = document === undefined ? undefined : foldTicket(document)
  if (ticket === undefined) return refusal({ kind: 'unknown_ticket' })
  const terms = termsOf(parts, state)
  if (terms === undefined) return refusal({ kind: 'not_allowed' })
  const limit = brokenLimit(terms.envelope, {
    use: riskUse(state.offline, { settled, nowMs }),
    priceCents: ticket.sale.service.priceCents,
    silentMs: nowMs - terms.issuedAt,
  })
  if (limit !== undefined) return refusal({ kind: 'limit', limit })
  const lease = pooledFor(ticket, state, nowMs) ?? staticFor(ticket, terms, nowMs)
  if (lease === undefined) return refusal({ kind: 'none_left' })

  const { txid, tier } = lease
  const { records, value } = decideAppend(seen, {
    ticketId,
    type: 'charge_shown',
    data: { txid, tier },
  })
  if (!value.ok) return refusal({ kind: 'not_allowed' })
  // The lease stands first: a power cut between the two lines burns a charge nobody saw, and shows none twice.
  return {
    records: [{ kind: 'charge_leased', ...lease }, ...records],
    value: ok({ lease, appended: value.value }),
  }
}

const refusal = (
  problem: OfflineChargeProblem,
): LedgerWrite<Result<never, OfflineChargeProblem>> => ({ records: [], value: err(problem) })

const isPayable = ({ expiresAt }: Pick<Lease, 'expiresAt'>, nowMs: number): boolean =>
  expiresAt === null || expiresAt > nowMs

/** Whoever can write to this device's disk must not widen its limits: the signature counts at every use. */
const termsOf = (
  { identity }: DeviceParts,
  { offline: { terms }, profile }: LedgerState,
): OfflineTerms | undefined => {
  const trust = { keys: profile?.settlementKeys ?? [], verify: verifyText }
  return terms !== null && areTermsOf(identity, terms, trust) ? terms.terms : undefined
}

/** Takes the charge that ends first, of those made for this service at this price. */
const pooledFor = (
  { id, sale: { service } }: Ticket,
  { offline: { pool } }: LedgerState,
  nowMs: number,
): Leased['lease'] | undefined => {
  const [first] = [...pool.values()]
    .flatMap((entry) => (entry.kind === 'ready' ? [entry.charge] : []))
    .filter(
      (charge) =>
        charge.service === service.code &&
        charge.amountCents === service.priceCents &&
        charge.expiresAt > nowMs + leastLeftMs,
    )
    .toSorted((a, b) => a.expiresAt - b.expiresAt)
  if (first === undefined) return undefined
  const { txid, amountCents, brCode, expiresAt } = first
  return { txid, ticketId: id, tier: 'pool', amountCents, brCode, expiresAt, at: nowMs }
}

const staticFor = (
  { id, sale: { intent, service } }: Ticket,
  { staticPix }: OfflineTerms,
  nowMs: number,
): Leased['lease'] | undefined => {
  if (staticPix === null) return undefined
  const order = { txid: intent, amountCents: service.priceCents }
  const brCode = staticBrCode(staticPix, order)
  if (brCode === undefined) return undefined
  return { ...order, ticketId: id, tier: 'static', brCode, expiresAt: null, at: nowMs }
}
