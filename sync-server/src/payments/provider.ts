import { type Cents, type Hlc, type Result } from '@totem/shared-schema'

/** A charge that a provider is asked to make, fixed and stored before the provider hears of it. */
export interface ChargeOrder {
  /** Names intent and attempt: the same order again is the same charge. */
  readonly txid: string
  readonly amountCents: Cents
  /** What the payer reads, at most 140 characters, nothing personal. */
  readonly description: string
  readonly expiresInSeconds: number
}

/** How a customer pays a charge, until `expiresAt` in ms since 1970. */
export type ChargeBill =
  /** By scanning or pasting a *copia e cola* text. */
  | { readonly kind: 'pix'; readonly brCode: string; readonly expiresAt: number }
  /** At a card terminal that has the order already. */
  | { readonly kind: 'terminal'; readonly terminal: string; readonly expiresAt: number }
  /** In person, to somebody of the studio. */
  | { readonly kind: 'desk'; readonly expiresAt: number }

/** Money on its way back to the payer, as the provider tells it. */
export interface RefundReport {
  /** Ours, or one nobody here asked for: a bank returns money by itself too (MED). */
  readonly refundId: string
  readonly amountCents: Cents
  readonly status: 'in_progress' | 'done' | 'failed'
  readonly requestedAt: Hlc
  readonly settledAt?: Hlc
}

/** One movement of money that a listing told of; a Pix to a bare key names no charge. */
export interface ListedSettlement {
  /** The provider's name of the movement, e.g. a Pix endToEndId. */
  readonly transactionId: string
  readonly txid?: string
  readonly amountCents: Cents
  readonly settledAt: Hlc
  /** Whether it went to the account this tenant gave us. */
  readonly receiver: 'ours' | 'other'
  readonly refunds: readonly RefundReport[]
}

/** One movement of money on a charge, as the provider itself told us when we asked. */
export interface ProvenSettlement extends ListedSettlement {
  readonly txid: string
}

/** A stretch of time of a provider's movements; both ends count, pages start at 0. */
export interface SettlementWindow {
  readonly fromMs: number
  readonly toMs: number
  readonly page: number
  /**
   * Only those of which money went back, or is on its way; who cannot tell them apart lists the others too. The
   * stretch of time is still that of the payment.
   */
  readonly returned?: true
}

/** One page of the movements in a window. */
export interface SettlementPage {
  readonly settlements: readonly ListedSettlement[]
  /** How many pages the window has now; it may grow while it is read. */
  readonly pages: number
  /** Entries that were not understood and are missing here. */
  readonly unreadable: number
}

/** Money to be given back, named and stored before the provider hears of it. */
export interface RefundOrder {
  /** Names the refund within its movement: the same order again is the same refund. */
  readonly refundId: string
  readonly transactionId: string
  readonly amountCents: Cents
}

/** What a provider can do at most. */
export interface ProviderLimits {
  readonly maxAmountCents: Cents
  readonly maxExpirySeconds: number
  /** Days after a settlement during which it can be given back (Pix: 90, API Pix 2.9 `devolucao`). */
  readonly refundDays: number
}

/** What the provider says about a charge. */
export interface ChargeReport {
  /** State of the record alone: an expired charge is still `open`, a `paid` one may hold another amount. */
  readonly status: 'open' | 'paid' | 'removed'
  readonly amountCents: Cents
  /** Absent while the provider gives no code that reads back. */
  readonly bill?: ChargeBill
  readonly settlements: readonly ProvenSettlement[]
}

/** Why a provider did not do what it was asked. Only `unavailable` is worth asking again. */
export type ProviderFailure =
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown_charge' }
  /** No such refund, or no such movement to refund. */
  | { readonly kind: 'unknown_refund' }
  /** It answered what it should not: another amount, a broken code, a foreign form. */
  | { readonly kind: 'malformed'; readonly reason: string }

/** A call from a provider, as it came in. */
export interface RawHook {
  readonly headers: Headers
  /** The bytes before any parsing: signatures are over them. */
  readonly rawBody: Uint8Array
  readonly receivedAtMs: number
}

/**
 * Whether to believe a call. `strong` proves who calls and could stand for proof; a `hint` only says
 * that asking now is worth it.
 */
export type HookVerdict =
  | {
      readonly ok: true
      readonly strength: 'strong' | 'hint'
      /** Names this very call where it is signed: whoever sends it again has only heard it. */
      readonly once?: string
    }
  | { readonly ok: false; readonly reason: 'unsigned' | 'stale' | 'forged' }

/** What a call is about: charges worth asking for, and how many entries named none. */
export interface HookHints {
  readonly txids: readonly string[]
  readonly unusable: number
}

/** The calls of a provider that calls back. */
export interface ProviderHooks {
  readonly verify: (hook: RawHook) => HookVerdict
  /** Reads the body of a verified call; one bad entry does not lose the others. */
  readonly parse: (body: string) => Result<HookHints, 'malformed'>
  /** Tells the provider where to call; it may append its own suffix. */
  readonly register: (url: string, signal: AbortSignal) => Promise<Result<void, ProviderFailure>>
  /** Gives the address the provider calls now; `undefined` when it has none. */
  readonly registered: (signal: AbortSignal) => Promise<Result<string | undefined, ProviderFailure>>
}

/**
 * Whoever moves money for a tenant. No method throws for what the provider or the network does, none
 * outlives its signal, and none repeats what is not idempotent.
 */
export interface PaymentProvider {
  /** Names the provider in documents and addresses; frozen on every charge it makes. */
  readonly key: string
  readonly limits: ProviderLimits
  /** Safe to repeat after an unknown outcome. */
  readonly createCharge: (
    order: ChargeOrder,
    signal: AbortSignal,
  ) => Promise<Result<ChargeBill, ProviderFailure>>
  /** The only proof of payment: our own question, answered by the provider. */
  readonly getCharge: (
    txid: string,
    signal: AbortSignal,
  ) => Promise<Result<ChargeReport, ProviderFailure>>
  /**
   * Withdraws a charge: `removed` says that nobody can pay it any more, `ended` that it was paid or
   * ran out before ({@link PaymentProvider.getCharge} tells). Safe to repeat.
   */
  readonly cancelCharge: (
    txid: string,
    signal: AbortSignal,
  ) => Promise<Result<'removed' | 'ended', ProviderFailure>>
  /** Lists what came in, whether a charge of ours asked for it or not. */
  readonly listSettlements: (
    window: SettlementWindow,
    signal: AbortSignal,
  ) => Promise<Result<SettlementPage, ProviderFailure>>
  /** Gives money back, whole or in part. Safe to repeat with the same id after an unknown outcome. */
  readonly refund: (
    order: RefundOrder,
    signal: AbortSignal,
  ) => Promise<Result<RefundReport, ProviderFailure>>
  /** Tells how far a refund has come. */
  readonly getRefund: (
    refund: Pick<RefundOrder, 'refundId' | 'transactionId'>,
    signal: AbortSignal,
  ) => Promise<Result<RefundReport, ProviderFailure>>
  /** Says whether the provider lets us in now. */
  readonly health: (signal: AbortSignal) => Promise<Result<void, ProviderFailure>>
  readonly hooks?: ProviderHooks
}
