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

/** What a customer is shown to pay: *copia e cola* text and its last moment in ms since 1970. */
export interface ChargeBill {
  readonly brCode: string
  readonly expiresAt: number
}

/** One movement of money, as the provider itself told us when we asked. */
export interface ProvenSettlement {
  /** The provider's name of the movement, e.g. a Pix endToEndId. */
  readonly transactionId: string
  readonly txid: string
  readonly amountCents: Cents
  readonly settledAt: Hlc
  /** Whether it went to the account this tenant gave us. */
  readonly receiver: 'ours' | 'other'
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
  | { readonly ok: true; readonly strength: 'strong' | 'hint' }
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
}

/**
 * Whoever moves money for a tenant. No method throws for what the provider or the network does, none
 * outlives its signal, and none repeats what is not idempotent.
 */
export interface PaymentProvider {
  /** Names the provider in documents and addresses; frozen on every charge it makes. */
  readonly key: string
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
  /** Says whether the provider lets us in now. */
  readonly health: (signal: AbortSignal) => Promise<Result<void, ProviderFailure>>
  readonly hooks?: ProviderHooks
}
