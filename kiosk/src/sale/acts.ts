import { type Service, type TicketId, type Ticket } from '@totem/shared-schema'
import { type Declaration, type Person } from './draft.ts'
import { type Ending, type SaleState } from './sale-state.ts'

/** Something the device must be asked to do because a sale moved on. */
export type Act =
  | {
      readonly kind: 'sell'
      readonly service: Service
      readonly person: Person
      readonly declaration: Declaration
    }
  | { readonly kind: 'request_charge'; readonly ticket: Ticket; readonly attempt: number }
  | { readonly kind: 'note_charge_shown'; readonly ticketId: TicketId; readonly txid: string }
  | { readonly kind: 'note_desk_chosen'; readonly ticketId: TicketId }
  | { readonly kind: 'cancel'; readonly ticketId: TicketId }

/** Says what a move from one state to another asks of the device. Pure. */
export const actsOf = (before: SaleState, after: SaleState): readonly Act[] => {
  if (before.kind === after.kind) return []
  switch (after.kind) {
    case 'selling': {
      const { service, person, draft } = after
      const { actor, granted } = draft
      return [{ kind: 'sell', service, person, declaration: { actor, granted } }]
    }
    case 'charging':
      return [{ kind: 'request_charge', ticket: after.ticket, attempt: after.attempt }]
    case 'showing_qr':
      return [{ kind: 'note_charge_shown', ticketId: after.ticket.id, txid: after.charge.txid }]
    case 'cancelling':
      return [{ kind: 'cancel', ticketId: after.ticket.id }]
    case 'done':
      return sendsToDesk(after.ending) && after.ticket.payment.status === 'pending'
        ? [{ kind: 'note_desk_chosen', ticketId: after.ticket.id }]
        : []
    // The lease that gave the charge has noted it already.
    case 'showing_offline':
    case 'choosing':
    case 'filling':
    case 'expired':
    case 'charge_refused':
    case 'cancelled':
      return []
  }
}

const sendsToDesk = (ending: Ending): boolean => ending === 'desk' || ending === 'no_connection'
