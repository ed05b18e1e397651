import {
  err,
  foldTicket,
  heldCents,
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
import { withoutRefused } from '../ledger/without-refused.ts'
import { type LedgerState } from '../ledger/ledger-state.ts'
import { isGranted } from '../views/grant-view.ts'
import { type LedgerWrite } from '../ledger/ledger.ts'
import { heldTicket, withOwnEvents } from './held-ticket.ts'
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
  wanted: Appending<T>,
): Promise<Result<Ticket, AppendProblem>> => {
  try {
    const held = await heldTicket(parts, wanted.ticketId)
    const decided = await parts.ledger.write((state) =>
      decideAppend({ parts, state, held }, wanted),
    )
    if (!decided.ok) return decided
    const { document, added } = decided.value
    await showAppended(parts, decided.value)
    return ok(refold(document, added))
  } catch (cause) {
    return err(storageProblem(cause))
  }
}

/** An event that was decided on, before and after which a ticket is folded. */
export interface Appended {
  /** The ticket before the event. */
  readonly document: TicketDocument
  readonly added: IdentifiedEvent
}

/** What is seen of a ticket when an event is decided on: the ledger as it is then, and the copy read before. */
export interface SeenTicket {
  readonly parts: DeviceParts
  readonly state: LedgerState
  readonly held: TicketDocument | undefined
}

/** Decides within the write: another act on this ticket may have been written since its copy was read. */
export const decideAppend = <T extends AppendableType>(
  seen: SeenTicket,
  { ticketId, type, data }: Appending<T>,
): LedgerWrite<Result<Appended, AppendProblem>> => {
  const { parts, state, held } = seen
  const known = withOwnEvents(held, state, { tenantId: parts.identity.tenantId, ticketId })
  const document = known === undefined ? undefined : withoutRefused(known, state)
  const ticket = document === undefined ? undefined : foldTicket(document)
  if (document === undefined || ticket === undefined) return refusal({ kind: 'unknown_ticket' })
  const author = authorOf(state, parts.clock())
  if (author === undefined || !mayAppend(author.role, type)) return refusal({ kind: 'not_allowed' })
  const reason = refusalOf(ticket, { type, data })
  if (reason !== undefined) return refusal({ kind: 'refused', reason, ticket })

  const at = nextHlc(parts.clock(), ticket.lastAt)
  const draft = { type, at, by: author.by, prev: state.head, data }
  const place = { tenantId: document.tenantId, ticketId }
  const added = signEvent(place, draft, parts.keys.secretKey)
  return { records: [{ kind: 'event', ticketId, ...added }], value: ok({ document, added }) }
}

const refusal = (problem: AppendProblem): LedgerWrite<Result<never, AppendProblem>> => ({
  records: [],
  value: err(problem),
})

/**
 * Puts an event into the view. It stands from the moment the ledger has it: it is seen before RxDB has written its copy,
 * and a copy that fails now is healed, not reported.
 */
export const showAppended = async (
  parts: DeviceParts,
  { document, added }: Appended,
): Promise<void> => {
  const news = { ...document, events: { [added.id]: added.event } }
  parts.early.note(news)
  try {
    await keepTicket(parts, news)
  } catch (cause) {
    parts.onViewTrouble(cause)
  }
}

/** Says why the ticket's present state makes an act pointless, e.g. somebody else called first. */
const refusalOf = (ticket: Ticket, wanted: Wanted): string | undefined => {
  if (isRefundByHand(wanted)) return refundRefusal(ticket, wanted.data)
  if (!isServiceEventType(wanted.type)) return undefined
  const step: Step = transitions[ticket.service.kind][wanted.type]
  return typeof step === 'object' ? step.refused : undefined
}

/** A second tap would book the same cash as given back twice. */
const refundRefusal = (
  { payment: { movements } }: Ticket,
  { of, amountCents }: EventData<'refunded_by_hand'>,
): string | undefined => {
  const movement = movements.find(({ id }) => id === of)
  const held = movement === undefined ? 0 : heldCents(movement)
  return amountCents > held ? 'more_than_held' : undefined
}

interface Wanted {
  readonly type: AppendableType
  readonly data: unknown
}

const isRefundByHand = (
  wanted: Wanted,
): wanted is { readonly type: 'refunded_by_hand'; readonly data: EventData<'refunded_by_hand'> } =>
  wanted.type === 'refunded_by_hand'

const refold = (document: TicketDocument, { id, event }: IdentifiedEvent): Ticket => {
  const ticket = foldTicket({ ...document, events: { ...document.events, [id]: event } })
  if (ticket === undefined) throw new Error('a ticket lost its created event')
  return ticket
}

/** Gives who appends now: the kiosk itself, or the operator whose grant has not ended. */
export const authorOf = (
  state: LedgerState,
  nowMs: number,
): { readonly by: Author; readonly role: 'kiosk' | 'operator' | 'manager' } | undefined => {
  const { device, grant } = state
  if (device === null) return undefined
  if (device.letter !== null)
    return { by: { kind: 'device', device: device.device }, role: 'kiosk' }
  if (!isGranted(grant, nowMs)) return undefined
  return {
    by: { kind: 'operator', device: device.device, operator: grant.operator, grant: grant.id },
    role: grant.role,
  }
}
