import { type Observable } from 'rxjs'
import {
  type Customer,
  type DeviceId,
  type EventData,
  type EventType,
  type Grant,
  type KioskLetter,
  type ConsentRecord,
  type PaymentLinkResponse,
  type PersonName,
  type Phone,
  type Cpf,
  type Result,
  type Service,
  type Shift,
  type TenantId,
  type TenantProfile,
  type Ticket,
  type TicketId,
} from '@totem/shared-schema'

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

/** The money side of a hand confirmation etc.: every type of event an app may append after a sale. */
export type AppendableType = Exclude<EventType, 'created'>

/**
 * A kiosk or tablet with its data. Everything it promises to keep is on disk before a promise of it
 * resolves, and everything it shows works without a network.
 */
export interface Device {
  readonly identity: DeviceIdentity
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

  /** Opens a shift with so many devices for each service code (*Iniciar operação*). */
  readonly startShift: (
    counts: Readonly<Record<string, number>>,
  ) => Promise<Result<Shift, AppendProblem>>
  /** Closes the open shift (*Encerrar operação*). */
  readonly endShift: () => Promise<Result<void, AppendProblem>>

  /** Logs an operator in on this device. */
  readonly login: (credentials: Credentials) => Promise<Result<Grant, LoginProblem>>
  readonly logout: () => Promise<void>

  readonly [Symbol.asyncDispose]: () => Promise<void>
}
