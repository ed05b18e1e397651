import {
  businessDayOf,
  err,
  foldTicket,
  laterDay,
  makePaymentIntent,
  makeTicketId,
  nextHlc,
  ok,
  seal,
  signEvent,
  type Customer,
  type Hlc,
  type KioskLetter,
  type Result,
  type TenantProfile,
  type Ticket,
  type TicketDocument,
  type TicketId,
} from '@totem/shared-schema'
import { type DeviceParts, storageProblem } from '../device-parts.ts'
import { type Sale, type SellProblem } from '../device.ts'
import { type LedgerState } from '../ledger/ledger-state.ts'
import { type LedgerWrite } from '../ledger/ledger.ts'
import { keepTicket } from './keep-ticket.ts'

/** The sale stands from the moment the ledger has it; a view that fails now is healed, not reported. */
const showSale = async (parts: DeviceParts, { document, customer }: Sold): Promise<void> => {
  try {
    await keepTicket(parts, document)
    await parts.collections.customers.upsert(customer)
  } catch (cause) {
    parts.onViewTrouble(cause)
  }
}

interface Sold {
  readonly document: TicketDocument
  readonly customer: Customer
}

/**
 * Sells: the ledger record gives the number, and both ticket and customer are on the disk before anything
 * shows them. RxDB comes second; what it cannot take now is replayed from the ledger.
 */
export const sell = async (
  parts: DeviceParts,
  sale: Sale,
  offline: boolean,
): Promise<Result<Ticket, SellProblem>> => {
  const { letter } = parts.identity
  if (letter === null) return err({ kind: 'not_a_kiosk' })
  try {
    const { document, customer } = await parts.ledger.write((state) =>
      decideSale(parts, state, { sale, offline, letter }),
    )
    await showSale(parts, { document, customer })
    const ticket = foldTicket(document)
    if (ticket === undefined) throw new Error('a sale without its created event')
    return ok(ticket)
  } catch (cause) {
    return err(storageProblem(cause))
  }
}

const decideSale = (
  parts: DeviceParts,
  state: LedgerState,
  wanted: { readonly sale: Sale; readonly offline: boolean; readonly letter: KioskLetter },
): LedgerWrite<Sold> => {
  const { identity, keys, randomBytes } = parts
  const profile = profileOf(state)
  const nowMs = parts.clock()
  const at = nextHlc(nowMs, undefined)
  const ticketId = makeTicketId(identity.device, { nowMs, randomBytes })
  const place = { tenantId: identity.tenantId, ticketId }
  const number = nextNumber(state, nowMs, profile.timeZone)
  const { service, promised } = wanted.sale
  const { id: code, name, priceCents, durationMinutes } = service
  const { id, event } = signEvent(
    place,
    {
      type: 'created',
      at,
      by: { kind: 'device', device: identity.device },
      prev: state.head,
      data: {
        letter: wanted.letter,
        ...number,
        service: { code, name, priceCents, durationMinutes },
        intent: makePaymentIntent(wanted.letter, randomBytes),
        offline: wanted.offline,
        ...(promised !== undefined && { promised }),
      },
    },
    keys.secretKey,
  )
  const customer = customerOf(parts, { sale: wanted.sale, profile, ticketId, at })
  return {
    records: [
      { kind: 'customer', customer },
      { kind: 'event', ticketId, id, event },
    ],
    value: {
      document: { id: ticketId, tenantId: identity.tenantId, events: { [id]: event } },
      customer,
    },
  }
}

/** The next number of the business day. The day never goes back, a counter is never used twice. */
const nextNumber = (state: LedgerState, nowMs: number, timeZone: string) => {
  const today = businessDayOf(nowMs, timeZone)
  const businessDay = state.day === null ? today : laterDay(state.day, today)
  return { businessDay, counter: businessDay === state.day ? state.counter + 1 : 1 }
}

const customerOf = (
  { identity, randomBytes }: DeviceParts,
  sold: {
    readonly sale: Sale
    readonly profile: TenantProfile
    readonly ticketId: TicketId
    readonly at: Hlc
  },
): Customer => ({
  id: sold.ticketId,
  tenantId: identity.tenantId,
  name: sold.sale.name,
  phone: sold.sale.phone,
  cpfSealed: seal(sold.sale.cpf, sold.profile.sealingKey, randomBytes),
  consent: { ...sold.sale.consent, acknowledgedAt: sold.at },
  device: identity.device,
  writtenAt: sold.at,
})

const profileOf = (state: LedgerState): TenantProfile => {
  if (state.profile === null) throw new Error('a paired device without its tenant profile')
  return state.profile
}
