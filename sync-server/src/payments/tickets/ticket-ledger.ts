import { type IdentifiedEvent, type Ticket, type TicketId } from '@totem/shared-schema'

/** A ticket as the money sees it. */
export interface LedgerTicket {
  readonly ticket: Ticket
  /** Whatever stands in its map, counted by the fold or not. */
  readonly events: readonly IdentifiedEvent[]
}

/** Changed tickets since the last time, and how to say that they were dealt with. */
export interface TicketPage {
  readonly tickets: readonly Ticket[]
  /** Moves on: a gateway that starts anew begins after this page. */
  readonly done: () => Promise<void>
  readonly isLast: boolean
}

/** Tickets that a sum of money may be meant for. */
export interface OpenTicketQuery {
  readonly priceCents: number
  /** When they were sold, in ms since 1970; both ends count. */
  readonly fromMs: number
  readonly toMs: number
}

/** Where in quarantine something about a ticket waits for a manager. */
export interface QuarantinedTicket {
  readonly entry: string
  readonly ticketId: string
}

/** What the money needs of a tenant's tickets. */
export interface TicketLedger {
  readonly get: (id: TicketId) => Promise<Ticket | undefined>
  /**
   * Appends the event that `decide` makes of the ticket as it is now, inside the conditional write; it may be
   * asked again. Gives the ticket as it is afterwards, `undefined` while it is not here.
   */
  readonly append: (
    id: TicketId,
    decide: (now: LedgerTicket) => IdentifiedEvent | undefined,
  ) => Promise<Ticket | undefined>
  /** Finds the ticket that was sold under a payment intent. */
  readonly byIntent: (intent: string) => Promise<Ticket | undefined>
  /** Lists tickets whose money somebody has to look at; `limit` of each kind at most. */
  readonly inTrouble: (limit: number) => Promise<readonly Ticket[]>
  /** Lists tickets of a price that nobody has paid, in the order of their sale. */
  readonly unpaid: (query: OpenTicketQuery) => Promise<readonly Ticket[]>
  /** Gives the next tickets that changed since a page was last `done`. */
  readonly nextChanged: () => Promise<TicketPage>
  /** Looks for what quarantine holds of a ticket: by its id, its intent, or a charge its kiosk showed. */
  readonly inQuarantine: (wanted: {
    readonly ticketId?: TicketId | null
    readonly txid: string | null
  }) => Promise<QuarantinedTicket | undefined>
}
