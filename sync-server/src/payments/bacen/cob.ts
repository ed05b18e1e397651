import { getPixPayloadInfo } from '@brazilian-utils/brazilian-utils'
import { bacenToCents, Cents, Hlc } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ChargeBill, type ChargeReport, type ProvenSettlement } from '../provider.ts'

/** Parses an instant with its zone (`Z` or an offset) into ms since 1970. */
const Instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/),
  v.transform((text) => Date.parse(text)),
  Hlc,
)

const Amount = v.pipe(
  v.string(),
  v.transform((text): unknown => bacenToCents(text)),
  Cents,
)

/** Banks write the time of a Pix plainly or as the steps of its way. */
const SettledAt = v.union([
  Instant,
  v.pipe(
    v.object({ liquidacao: Instant }),
    v.transform(({ liquidacao }) => liquidacao),
  ),
])

/** Parses the part of a Pix that counts; new and missing members are normal (API Pix 2.9). */
export const Pix = v.object({
  endToEndId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{32}$/)),
  txid: v.optional(v.string()),
  valor: Amount,
  chave: v.optional(v.string()),
  horario: SettledAt,
})

/** Parses `CobGerada` and `CobCompleta`, loosely: the standard promises to grow. */
export const Cob = v.object({
  txid: v.string(),
  status: v.string(),
  calendario: v.object({
    criacao: Instant,
    expiracao: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer()),
  }),
  valor: v.object({ original: Amount }),
  chave: v.optional(v.string()),
  location: v.optional(v.string()),
  pixCopiaECola: v.optional(v.string()),
  pix: v.optional(v.array(Pix), []),
})
/** A charge as the bank holds it. */
export type Cob = v.InferOutput<typeof Cob>

/**
 * Gives what the customer is shown, if the code reads back as a dynamic one with the charge's own
 * location: a broken code must never reach a screen.
 */
export const billOf = ({ pixCopiaECola, location, calendario }: Cob): ChargeBill | undefined => {
  if (pixCopiaECola === undefined || pixCopiaECola.length > 512) return undefined
  const read = getPixPayloadInfo(pixCopiaECola)
  if (read?.url === undefined || read.pointOfInitiation !== 'dynamic') return undefined
  if (location !== undefined && read.url !== location) return undefined
  return { brCode: pixCopiaECola, expiresAt: calendario.criacao + calendario.expiracao * 1_000 }
}

/** Tells what a charge of the bank means to us. */
export const reportOf = (cob: Cob, pixKey: string): ChargeReport => {
  const bill = billOf(cob)
  return {
    status: statusOf(cob.status),
    amountCents: cob.valor.original,
    ...(bill !== undefined && { bill }),
    settlements: cob.pix.map((pix): ProvenSettlement => ({
      transactionId: pix.endToEndId,
      txid: pix.txid ?? cob.txid,
      amountCents: pix.valor,
      settledAt: pix.horario,
      receiver: (pix.chave ?? cob.chave ?? pixKey) === pixKey ? 'ours' : 'other',
    })),
  }
}

/** A status this build does not know keeps the charge under watch. */
const statusOf = (status: string): ChargeReport['status'] => {
  if (status === 'CONCLUIDA') return 'paid'
  return status.startsWith('REMOVID') ? 'removed' : 'open'
}
