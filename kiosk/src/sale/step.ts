import { type Ticket } from '@totem/shared-schema'
import { type Draft, type FieldName, fieldNames, readDraft } from './draft.ts'
import { type SaleEvent } from './sale-event.ts'
import { type SaleIn, type SaleState, atStart } from './sale-state.ts'

/** How often a charge may be made anew for one ticket; after that the desk helps. */
export const maxAttempts = 5

/** Moves a sale on by one event; what does not belong in a state changes nothing. Pure. */
export const step = (state: SaleState, event: SaleEvent): SaleState => {
  switch (state.kind) {
    case 'choosing':
      return stepChoosing(state, event)
    case 'filling':
      return stepFilling(state, event)
    case 'selling':
      return stepSelling(state, event)
    case 'charging':
    case 'showing_qr':
    case 'showing_offline':
    case 'expired':
    case 'charge_refused':
      return stepPaying(state, event)
    case 'cancelling':
      return stepCancelling(state, event)
    case 'done':
    case 'cancelled':
      return stepOver(state, event)
  }
}

type Paying = SaleIn<'charging' | 'showing_qr' | 'showing_offline' | 'expired' | 'charge_refused'>

const stepChoosing = (state: SaleIn<'choosing'>, event: SaleEvent): SaleState => {
  switch (event.kind) {
    case 'service_chosen':
      return {
        kind: 'filling',
        service: event.service,
        draft: state.draft,
        checked: [],
        saving: 'not_tried',
      }
    case 'idle_over':
    case 'new_sale_pressed':
      return atStart
    default:
      return state
  }
}

const stepFilling = (state: SaleIn<'filling'>, event: SaleEvent): SaleState => {
  switch (event.kind) {
    case 'typed':
      return { ...state, draft: { ...state.draft, [event.field]: event.text } }
    case 'acknowledged':
      return { ...state, draft: { ...state.draft, acknowledged: event.value } }
    case 'actor_chosen':
      return { ...state, draft: { ...state.draft, actor: event.actor } }
    case 'purpose_ticked':
      return { ...state, draft: withPurpose(state.draft, event) }
    case 'field_left':
      // An empty field that was only passed through is not a mistake yet.
      return state.draft[event.field] === ''
        ? state
        : { ...state, checked: withField(state.checked, event.field) }
    case 'continue_pressed': {
      const reading = readDraft(state.draft)
      return reading.ok
        ? { kind: 'selling', service: state.service, draft: state.draft, person: reading.value }
        : { ...state, checked: fieldNames }
    }
    case 'back_pressed':
      return { kind: 'choosing', draft: state.draft }
    case 'new_sale_pressed':
    case 'idle_over':
      return atStart
    default:
      return state
  }
}

const stepSelling = (state: SaleIn<'selling'>, event: SaleEvent): SaleState => {
  switch (event.kind) {
    case 'sold':
      return { kind: 'charging', ticket: event.ticket, attempt: 1 }
    case 'sale_failed':
      return {
        kind: 'filling',
        service: state.service,
        draft: state.draft,
        checked: fieldNames,
        saving: 'failed',
      }
    default:
      return state
  }
}

const stepPaying = (state: Paying, event: SaleEvent): SaleState => {
  switch (event.kind) {
    case 'charge_made':
      return state.kind === 'charging' && answers(state, event)
        ? { ...state, kind: 'showing_qr', charge: event.charge }
        : state
    case 'offline_charge':
      return state.kind === 'charging' && answers(state, event)
        ? { ...state, kind: 'showing_offline', charge: event.charge, until: event.until }
        : state
    case 'paid_said':
      return state.kind === 'showing_offline'
        ? { kind: 'done', ticket: state.ticket, ending: 'awaiting' }
        : state
    case 'offline_wait_over':
      return state.kind === 'showing_offline' && answers(state, event)
        ? { kind: 'done', ticket: state.ticket, ending: 'awaiting' }
        : state
    case 'charge_unreachable':
      return state.kind === 'charging' && answers(state, event)
        ? { kind: 'done', ticket: state.ticket, ending: 'no_connection' }
        : state
    case 'charge_refused':
      return state.kind === 'charging' && answers(state, event)
        ? { kind: 'charge_refused', ticket: state.ticket, attempt: state.attempt }
        : state
    case 'charge_expired':
      return state.kind === 'showing_qr' && answers(state, event)
        ? { kind: 'expired', ticket: state.ticket, attempt: state.attempt }
        : state
    case 'ticket_changed':
      return withTicket(state, event.ticket)
    case 'retry_pressed':
      return mayRetry(state)
        ? { kind: 'charging', ticket: state.ticket, attempt: state.attempt + 1 }
        : state
    case 'desk_pressed':
      return { kind: 'done', ticket: state.ticket, ending: 'desk' }
    case 'cancel_confirmed':
      return { kind: 'cancelling', ticket: state.ticket }
    case 'idle_over':
      // Money may be on its way while a charge is open: nobody is sent away then.
      return state.kind === 'expired' || state.kind === 'charge_refused' ? atStart : state
    default:
      return state
  }
}

const stepCancelling = (state: SaleIn<'cancelling'>, event: SaleEvent): SaleState => {
  switch (event.kind) {
    case 'cancel_done':
      return isSame(state.ticket, event.ticket)
        ? { kind: 'cancelled', ticket: event.ticket }
        : state
    case 'cancel_refused':
      return event.ticketId === state.ticket.id
        ? { kind: 'done', ticket: state.ticket, ending: 'desk' }
        : state
    case 'ticket_changed':
      return isSame(state.ticket, event.ticket) ? { ...state, ticket: event.ticket } : state
    default:
      return state
  }
}

const stepOver = (state: SaleIn<'done' | 'cancelled'>, event: SaleEvent): SaleState => {
  switch (event.kind) {
    case 'ticket_changed':
      return isSame(state.ticket, event.ticket) ? { ...state, ticket: event.ticket } : state
    case 'new_sale_pressed':
    case 'idle_over':
      return atStart
    default:
      return state
  }
}

/** Says whether a customer may ask for another QR code. */
export const mayRetry = (state: SaleState): state is SaleIn<'expired' | 'charge_refused'> =>
  (state.kind === 'expired' || state.kind === 'charge_refused') && state.attempt < maxAttempts

const withTicket = (state: Paying, ticket: Ticket): SaleState => {
  if (!isSame(state.ticket, ticket)) return state
  if (ticket.service.kind === 'cancelled') return { kind: 'cancelled', ticket }
  return ticket.payment.movements.length > 0
    ? { kind: 'done', ticket, ending: 'paid' }
    : { ...state, ticket }
}

const isSame = (a: Ticket, b: Ticket): boolean => a.id === b.id

const answers = (
  state: { readonly ticket: Ticket; readonly attempt: number },
  event: { readonly ticketId: string; readonly attempt: number },
): boolean => event.ticketId === state.ticket.id && event.attempt === state.attempt

const withPurpose = (
  draft: Draft,
  { code, value }: { readonly code: string; readonly value: boolean },
): Draft => {
  const others = draft.granted.filter((granted) => granted !== code)
  return { ...draft, granted: value ? [...others, code] : others }
}

const withField = (checked: readonly FieldName[], field: FieldName): readonly FieldName[] =>
  checked.includes(field) ? checked : [...checked, field]
