import * as v from 'valibot'
import { Cents } from '../money/amount.ts'
import { type EndToEndId } from './end-to-end-id.ts'
import { type Txid } from './txid.ts'

/** Parses a Pix key as the API takes it: any text of 1 to 77 characters. */
export const PixKey = v.pipe(v.string(), v.nonEmpty(), v.maxLength(77), v.brand('PixKey'))
/** The receiver's address in the Pix directory. */
export type PixKey = v.InferOutput<typeof PixKey>

const debtorName = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

/** Parses whom a charge is addressed to: a person or a company, never both, never a name alone. */
export const Debtor = v.variant('kind', [
  v.object({
    kind: v.literal('person'),
    cpf: v.pipe(v.string(), v.regex(/^\d{11}$/, 'O CPF deve ter 11 números.')),
    name: debtorName,
  }),
  v.object({
    kind: v.literal('company'),
    cnpj: v.pipe(v.string(), v.regex(/^[0-9A-Z]{14}$/, 'O CNPJ deve ter 14 caracteres.')),
    name: debtorName,
  }),
])
/** Whom a charge is addressed to. */
export type Debtor = v.InferOutput<typeof Debtor>

/** Parses what the receiver decides about a charge. Whatever is in here may be revised. */
export const ChargeTerms = v.pipe(
  v.object({
    amountCents: Cents,
    payerMayAlterAmount: v.boolean(),
    expiresInSeconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647)),
    pixKey: PixKey,
    message: v.exactOptional(v.pipe(v.string(), v.maxLength(140))),
    additionalInfo: v.pipe(
      v.array(
        v.object({
          name: v.pipe(v.string(), v.maxLength(50)),
          value: v.pipe(v.string(), v.maxLength(200)),
        }),
      ),
      v.maxLength(50),
      v.readonly(),
    ),
    debtor: v.exactOptional(Debtor),
  }),
  v.readonly(),
)
/** What the receiver decides about a charge. */
export type ChargeTerms = v.InferOutput<typeof ChargeTerms>

/** What every charge has, whatever has become of it. */
export interface ChargeFacts {
  readonly txid: Txid
  readonly createdAtMs: number
  /** Starts at 0 and grows by one with each change of the record. */
  readonly revision: number
  readonly locationId: number
  /** Where the payer's bank finds the charge, without a scheme, at most 77 characters. */
  readonly location: string
  readonly terms: ChargeTerms
}

/** A record in force. An expired charge is one of these: expiry is a matter of time, not of the record. */
export interface ActiveCharge extends ChargeFacts {
  readonly kind: 'active'
}

/** A record that has taken its payment and takes no other. */
export interface PaidCharge extends ChargeFacts {
  readonly kind: 'paid'
  readonly endToEndId: EndToEndId
}

/** A record that its receiver withdrew. */
export interface RemovedCharge extends ChargeFacts {
  readonly kind: 'removed'
}

/** An immediate charge (`cob`) in one of the phases of its record. */
export type Charge = ActiveCharge | PaidCharge | RemovedCharge

/** Tells the last moment at which a charge can be paid, in milliseconds of the Unix clock. */
export const expiresAtMs = (charge: ChargeFacts): number =>
  charge.createdAtMs + charge.terms.expiresInSeconds * 1000
