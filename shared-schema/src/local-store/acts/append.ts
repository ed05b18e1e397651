import {
  err,
  foldTicket,
  mayAppend,
  nextHlc,
  ok,
  signEvent,
  isServiceEventType,
  transitions,
  type Author,
  type EventData,
  type IdentifiedEvent,
  type Result,
  type Step,
  type Ticket,
  type TicketDocument,
  type TicketId,
} from '@totem/shared-schema'
import { type DeviceParts, storageProblem } from '../device-parts.ts'
import { type AppendableType, type AppendProblem } from '../device.ts'
import { type LedgerState } from '../ledger/ledger-state.ts'
import { heldTicket } from './held-ticket.ts'
import { keepTicket } from './keep-ticket.ts'

/** What to append to which ticket. */
export interface Appending<T extends AppendableType> {
  readonly ticketId: TicketId
  readonly type: T
  readonly data: EventData<T>
}

/** Appends a signed event to a ticket: in the ledger first, then in the ticket's copy here. */
export const append = async <T extends AppendableType>(
  parts: DeviceParts,
  { ticketId, type, data }: Appending<T>,
): Promise<Result<Ticket, AppendProblem>> => {
  try {
    const document = await heldTicket(parts, ticketId)
    const ticket = document === undefined ? undefined : foldTicket(document)
    if (document === undefined || ticket === undefined) return err({ kind: 'unknown_ticket' })
    const author = authorOf(parts.ledger.state)
    if (author === undefined || !mayAppend(author.role, type)) return err({ kind: 'not_allowed' })

    const at = nextHlc(parts.clock(), ticket.lastAt)
    const refused = refusalOf(ticket, type)
    if (refused !== undefined) return err({ kind: 'refused', reason: refused, ticket })
    const signed = await parts.ledger.write((state) => {
      const place = { tenantId: document.tenantId, ticketId }
      const draft = { type, at, by: author.by, prev: state.head, data }
      const value = signEvent(place, draft, parts.keys.secretKey)
      return { records: [{ kind: 'event', ticketId, ...value }], value }
    })
    await showEvent(parts, { ...document, events: { [signed.id]: signed.event } })
    return ok(refold(document, signed))
  } catch (cause) {
    return err(storageProblem(cause))
  }
}

/** The event stands from the moment the ledger has it; a view that fails now is healed, not reported. */
const showEvent = async (parts: DeviceParts, document: TicketDocument): Promise<void> => {
  try {
    await keepTicket(parts, document)
  } catch (cause) {
    parts.onViewTrouble(cause)
  }
}

/** Says why the ticket's present state makes an act pointless, e.g. somebody else called first. */
const refusalOf = (ticket: Ticket, type: AppendableType): string | undefined => {
  if (!isServiceEventType(type)) return undefined
  const step: Step = transitions[ticket.service.kind][type]
  return typeof step === 'object' ? step.refused : undefined
}

const refold = (document: TicketDocument, { id, event }: IdentifiedEvent): Ticket => {
  const ticket = foldTicket({ ...document, events: { ...document.events, [id]: event } })
  if (ticket === undefined) throw new Error('a ticket lost its created event')
  return ticket
}

/** Who appends now: the operator who is logged in, else the kiosk itself. */
const authorOf = (
  state: LedgerState,
): { readonly by: Author; readonly role: 'kiosk' | 'operator' | 'manager' } | undefined => {
  const { device, grant } = state
  if (device === null) return undefined
  if (device.letter !== null)
    return { by: { kind: 'device', device: device.device }, role: 'kiosk' }
  if (grant === null) return undefined
  return {
    by: { kind: 'operator', device: device.device, operator: grant.operator, grant: grant.id },
    role: grant.role,
  }
}
