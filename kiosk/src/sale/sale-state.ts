import { type PaymentLinkResponse, type Service, type Ticket } from '@totem/shared-schema'
import { type OfflineCharge } from '@totem/shared-schema/local-store'
import { type Draft, type FieldName, type Person, emptyDraft } from './draft.ts'

/**
 * Why somebody stands on the last screen: paid, sold on a payment that nobody here can see confirmed, sent to the
 * desk, or sent there because no charge could be made.
 */
export type Ending = 'paid' | 'awaiting' | 'desk' | 'no_connection'

/**
 * Where a customer stands. From `charging` on the ticket exists, has its number and is safe on disk;
 * what was typed is gone from here, so it cannot be shown to the next person.
 */
export type SaleState =
  | { readonly kind: 'choosing'; readonly draft: Draft }
  | {
      readonly kind: 'filling'
      readonly service: Service
      readonly draft: Draft
      /** Fields whose problems are shown: those that were left, and all once *Continuar* was pressed. */
      readonly checked: readonly FieldName[]
      readonly saving: 'not_tried' | 'failed'
    }
  | {
      readonly kind: 'selling'
      readonly service: Service
      readonly draft: Draft
      readonly person: Person
    }
  | { readonly kind: 'charging'; readonly ticket: Ticket; readonly attempt: number }
  | {
      readonly kind: 'showing_qr'
      readonly ticket: Ticket
      readonly attempt: number
      readonly charge: PaymentLinkResponse
    }
  /** A Pix that needs no gateway; `until` (ms since 1970) somebody is expected to say that it was paid. */
  | {
      readonly kind: 'showing_offline'
      readonly ticket: Ticket
      readonly attempt: number
      readonly charge: OfflineCharge
      readonly until: number
    }
  | { readonly kind: 'expired'; readonly ticket: Ticket; readonly attempt: number }
  | { readonly kind: 'charge_refused'; readonly ticket: Ticket; readonly attempt: number }
  | { readonly kind: 'cancelling'; readonly ticket: Ticket }
  | { readonly kind: 'done'; readonly ticket: Ticket; readonly ending: Ending }
  | { readonly kind: 'cancelled'; readonly ticket: Ticket }

/** The name of a state. */
export type SaleKind = SaleState['kind']

/** One state of the sale. */
export type SaleIn<K extends SaleKind> = Extract<SaleState, { readonly kind: K }>

/** Nobody is there. */
export const atStart: SaleIn<'choosing'> = { kind: 'choosing', draft: emptyDraft }

/** Gives the ticket of a sale that has been made. */
export const ticketOf = (state: SaleState): Ticket | undefined =>
  'ticket' in state ? state.ticket : undefined
