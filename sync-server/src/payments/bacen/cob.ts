import { getPixPayloadInfo } from '@brazilian-utils/brazilian-utils'
import * as v from 'valibot'
import { type ChargeBill, type ChargeReport } from '../provider.ts'
import { Amount, Instant, Pix, settlementOf } from './pix.ts'

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
export const billOf = (cob: Cob): ChargeBill | undefined => {
  const { pixCopiaECola, location } = cob
  if (pixCopiaECola === undefined || pixCopiaECola.length > 512) return undefined
  const read = getPixPayloadInfo(pixCopiaECola)
  if (read?.url === undefined || read.pointOfInitiation !== 'dynamic') return undefined
  if (location !== undefined && read.url !== location) return undefined
  return { kind: 'pix', brCode: pixCopiaECola, expiresAt: endOf(cob) }
}

/** Gives the last moment of a charge, in ms since 1970: an expired one is still `ATIVA`. */
export const endOf = ({ calendario: { criacao, expiracao } }: Cob): number =>
  criacao + expiracao * 1_000

/** Tells what a charge of the bank means to us. */
export const reportOf = (cob: Cob, pixKey: string): ChargeReport => {
  const bill = billOf(cob)
  return {
    status: statusOf(cob),
    amountCents: cob.valor.original,
    ...(bill !== undefined && { bill }),
    settlements: cob.pix.map((pix) => ({
      ...settlementOf({ ...pix, chave: pix.chave ?? cob.chave }, pixKey),
      txid: pix.txid ?? cob.txid,
    })),
  }
}

/** Tells the state of the record; one this build does not know keeps the charge under watch. */
export const statusOf = ({ status }: Cob): ChargeReport['status'] => {
  if (status === 'CONCLUIDA') return 'paid'
  return status.startsWith('REMOVID') ? 'removed' : 'open'
}
