import { type Observable } from 'rxjs'
import type * as v from 'valibot'
import {
  type Cents,
  type BusinessDay,
  type Customer,
  type DeviceId,
  type DeviceKey,
  type EventData,
  type EventType,
  type Grant,
  type KioskLetter,
  type ConsentRecord,
  type PaymentLinkResponse,
  type PersonName,
  type Phone,
  type PromisedWait,
  type Cpf,
  type Result,
  type RiskEnvelope,
  type RiskLimit,
  type RiskUse,
  type Service,
  type Shift,
  type TenantId,
  type TenantProfile,
  type Ticket,
  type TicketId,
  type TicketQrProblem,
  type UnsignableTicket,
} from '@totem/shared-schema'
import { type GatewayRequest, type RequestProblem } from './sync/request.ts'

/** Which app a device runs; part of every storage name, because the apps share an origin. */
export type AppName = 'kiosk' | 'operator'

/** Who a device is: fixed when it is paired. A wiped ledger means pairing again: new key, new letter. */
export interface DeviceIdentity {
  readonly app: AppName
  readonly device: DeviceId
  readonly tenantId: TenantId
  /** The kiosk's letter; `null` on a tablet. */
  readonly letter: KioskLetter | null
}

/** What a device honestly knows about its synchronisation, counted from acknowledgements. */
export interface SyncStatus {
  /** `syncing`: connected, with something still unacknowledged. Times are in ms since 1970. */
  readonly state: 'online' | 'offline' | 'syncing'
  /** Tickets and other documents the gateway has not acknowledged yet. */
  readonly pending: number
  /** Tickets of the current business day that this device sold, and how many of them are acknowledged. */
  readonly soldToday: number
  readonly acknowledgedToday: number
  readonly oldestPendingAt: number | null
  readonly lastAcknowledgedAt: number | null
  /** Whether something has waited for over a minute although the gateway answers. */
  readonly stalled: boolean
  /** Documents the gateway refused; they lie in its quarantine for the manager. */
  readonly refused: number
  /** Whether a manager shut this device out. What it still holds it hands in for review. */
  readonly isRevoked: boolean
}

/** What a customer decided and typed at the kiosk, already parsed. */
export interface Sale {
  readonly service: Service
  readonly name: PersonName
  readonly cpf: Cpf
  readonly phone: Phone
  readonly consent: Omit<ConsentRecord, 'acknowledgedAt'>
  /** The wait the customer was told; left out where no figure was shown. */
  readonly promised?: PromisedWait
}

/** Why a sale could not be stored. Nothing was sold. */
export type SellProblem = { readonly kind: 'not_a_kiosk' } | StorageProblem

/** Why an event could not be appended. Nothing was written. */
export type AppendProblem =
  | { readonly kind: 'unknown_ticket' }
  | { readonly kind: 'not_allowed' }
  /** The ticket's state does not allow it, e.g. somebody else called first. */
  | { readonly kind: 'refused'; readonly reason: string; readonly ticket: Ticket }
  | StorageProblem

/** Why a ticket was not taken from its paper. Nothing was written. */
export type ImportProblem =
  /** It is no ticket of this studio, or not the kiosk's own. */
  | { readonly kind: 'no_ticket'; readonly why: TicketQrProblem }
  /** Its kiosk was shut out: before or after this sale, paper cannot tell. */
  | { readonly kind: 'revoked_kiosk' }
  /** Neither this tablet nor the gateway, which was asked just now, knows its kiosk. */
  | { readonly kind: 'unknown_kiosk' }
  /** Sold before the tablet's working window, so it may have been served without this tablet knowing. */
  | { readonly kind: 'too_old' }
  /** The gateway refused this paper from this tablet before; it waits for the manager. */
  | { readonly kind: 'refused_before' }
  | { readonly kind: 'not_allowed' }
  | StorageProblem

/** The disk is full or the browser closed the store; it is tried again by itself. */
export interface StorageProblem {
  readonly kind: 'storage'
  readonly detail: string
}

/** Why no charge came back. The sale itself is safe in every case. */
export type ChargeProblem =
  | { readonly kind: 'offline' }
  | { readonly kind: 'bank_unavailable' }
  | { readonly kind: 'refused'; readonly detail: string }

/** A Pix that a kiosk can show without the gateway. */
export interface OfflineCharge {
  readonly txid: string
  readonly brCode: string
  readonly amountCents: Cents
  /** Made in advance (`pool`), or a code that stands for itself (`static`). */
  readonly tier: 'pool' | 'static'
}

/** Why a kiosk shows no Pix without the gateway; the desk is next. */
export type OfflineChargeProblem =
  | { readonly kind: 'unknown_ticket' }
  /** No manager has allowed it, or nothing signed says so. */
  | { readonly kind: 'not_allowed' }
  /** One more sale on trust would break this limit of the manager's envelope. */
  | { readonly kind: 'limit'; readonly limit: RiskLimit }
  | { readonly kind: 'none_left' }
  | StorageProblem

/** How much a kiosk may still sell on payments it cannot see confirmed. */
export interface OfflineCredit {
  /** `null` until a manager's limits have come. */
  readonly envelope: RiskEnvelope | null
  readonly use: RiskUse
  /** Charges made in advance that can be shown. */
  readonly readyCharges: number
  /** Until when the limits are good without hearing from the gateway, in ms since 1970. */
  readonly until: number | null
}

/** What an operator types to log in. */
export interface Credentials {
  readonly tenant: string
  readonly username: string
  readonly password: string
}

/** Why a log-in failed. */
export type LoginProblem =
  | { readonly kind: 'wrong_credentials' }
  | { readonly kind: 'locked'; readonly retryAfterSeconds: number }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly detail: string }

/** Why a pairing failed. */
export type PairProblem =
  | { readonly kind: 'wrong_code' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly detail: string }

/** Why a device could not be opened. */
export type OpenProblem =
  /** Another tab of the same app holds the ledger; it is waited for with `waitForTurn`. */
  { readonly kind: 'open_elsewhere' } | StorageProblem

/** Something staff should be told: an own act that lost against an earlier one made elsewhere. */
export interface DeviceNotice {
  readonly kind: 'lost_race'
  readonly ticket: Ticket
  /** The type of the event that now counts for nothing, e.g. `called`. */
  readonly type: EventType
  readonly reason: string
}

/** What staff may know of a device's ledger. */
export interface LedgerSummary {
  /** Events kept: those of the last week, and all that are not acknowledged. */
  readonly events: number
  readonly unsent: number
  /** Customers whose data have not been acknowledged; nobody else's are in the ledger. */
  readonly people: number
  /** Lines that could not be read when it was opened. */
  readonly damaged: number
  /** Business day and counter of the last number given. */
  readonly day: BusinessDay | null
  readonly lastCounter: number
}

/** The money side of a hand confirmation etc.: every type of event an app may append after a sale. */
export type AppendableType = Exclude<EventType, 'created'>

/** A question to the gateway: where, with what, and how its answer is parsed. */
export type Asked<S extends v.GenericSchema> = Omit<GatewayRequest<S>, 'token' | 'timeoutMs'>

/**
 * A kiosk or tablet with its data. Everything it promises to keep is on disk before a promise of it
 * resolves, and everything it shows works without a network.
 */
export interface Device {
  readonly identity: DeviceIdentity
  /** Sums up the ledger as it is now. */
  readonly ledger: () => LedgerSummary
  readonly profile$: Observable<TenantProfile>
  readonly sync$: Observable<SyncStatus>
  /** Whether this device has ever heard what the gateway holds; until then an empty list means nothing. */
  readonly hasSynced$: Observable<boolean>
  /** Active services in their order on screen. */
  readonly catalog$: Observable<readonly Service[]>
  /** Every ticket this device holds, folded, oldest first. */
  readonly tickets$: Observable<readonly Ticket[]>
  readonly customers$: Observable<ReadonlyMap<TicketId, Customer>>
  readonly shifts$: Observable<readonly Shift[]>
  /** The operator who may act now; `undefined` on a kiosk, after log-out and once the grant ended. */
  readonly grant$: Observable<Grant | undefined>
  readonly notices$: Observable<DeviceNotice>

  /** Sells: gives the ticket its number and keeps it, in the ledger first. */
  readonly sell: (sale: Sale) => Promise<Result<Ticket, SellProblem>>
  /** Appends a signed event to a ticket this device holds. */
  readonly append: <T extends AppendableType>(
    ticketId: TicketId,
    type: T,
    data: EventData<T>,
  ) => Promise<Result<Ticket, AppendProblem>>
  /** Asks the gateway for the Pix charge of a ticket. Repeating an attempt gives the same charge. */
  readonly requestCharge: (
    ticket: Ticket,
    attempt: number,
  ) => Promise<Result<PaymentLinkResponse, ChargeProblem>>

  /**
   * Gives a ticket a Pix that needs no gateway, within the manager's envelope. The ticket says so from then on, and
   * nobody else is ever shown that charge.
   */
  readonly payOffline: (ticketId: TicketId) => Promise<Result<OfflineCharge, OfflineChargeProblem>>
  readonly offlineCredit$: Observable<OfflineCredit>

  /** Gives a token that the gateway takes for this device, for connections of the app's own (the relay to a printer). */
  readonly token: () => Promise<Result<string, RequestProblem>>

  /** Writes the QR code of a ticket of this kiosk, which proves it without a network (docs/ticket-qr.md). */
  readonly signPaper: (ticket: Ticket) => Result<string, UnsignableTicket>

  /** The studio's devices as last heard of, by which a tablet judges paper without a network; empty on a kiosk. */
  readonly deviceKeys$: Observable<readonly DeviceKey[]>
  /** Asks the gateway for them now; gives whether it answered, at once where there is no connection. */
  readonly refreshDeviceKeys: () => Promise<boolean>
  /** Takes a ticket into the queue from the text of its QR code; one that is here already is given as it is. */
  readonly importPaper: (text: string) => Promise<Result<Ticket, ImportProblem>>

  /** Opens a shift with so many devices for each service code (*Iniciar operação*). */
  readonly startShift: (
    counts: Readonly<Record<string, number>>,
  ) => Promise<Result<Shift, AppendProblem>>
  /** Closes the open shift (*Encerrar operação*). */
  readonly endShift: () => Promise<Result<void, AppendProblem>>

  /**
   * Asks the gateway for what only it knows (the manager's pages), as whoever is at work here. Nothing of it is
   * kept on the device, and nothing waits: without a connection the answer is a problem.
   */
  readonly ask: <S extends v.GenericSchema>(
    asked: Asked<S>,
  ) => Promise<Result<v.InferOutput<S>, RequestProblem>>

  /** Fetches a file of the gateway, such as a report, as whoever is at work here. */
  readonly askFile: (path: string) => Promise<Result<Blob, RequestProblem>>

  /** Logs an operator in on this device. */
  readonly login: (credentials: Credentials) => Promise<Result<Grant, LoginProblem>>
  readonly logout: () => Promise<void>

  readonly [Symbol.asyncDispose]: () => Promise<void>
}
