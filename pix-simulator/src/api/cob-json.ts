import { type Merchant, brCodeOf } from '../charge/br-code.ts'
import { type Charge, type Debtor } from '../charge/charge.ts'
import { formatAmount } from '../money/amount.ts'
import { type PixJson } from './pix-json.ts'

/** The state of a charge's record as API Pix 2.9 names it. */
export const cobStatuses = [
  'ATIVA',
  'CONCLUIDA',
  'REMOVIDA_PELO_USUARIO_RECEBEDOR',
  'REMOVIDA_PELO_PSP',
] as const
/** The state of a charge's record as API Pix 2.9 names it. */
export type CobStatus = (typeof cobStatuses)[number]

/** A charge as API Pix 2.9 writes it (`CobGerada`). */
export interface CobJson {
  readonly calendario: { readonly criacao: string; readonly expiracao: number }
  readonly txid: string
  readonly revisao: number
  readonly loc: {
    readonly id: number
    readonly location: string
    readonly tipoCob: 'cob'
    readonly criacao: string
  }
  readonly location: string
  readonly status: CobStatus
  readonly devedor?: Readonly<Record<string, string>>
  readonly valor: { readonly original: string; readonly modalidadeAlteracao: 0 | 1 }
  readonly chave: string
  readonly solicitacaoPagador?: string
  readonly infoAdicionais?: readonly { readonly nome: string; readonly valor: string }[]
  readonly pixCopiaECola: string
}

/** A charge with what was paid on it (`CobCompleta`). */
export interface CompleteCobJson extends CobJson {
  readonly pix?: readonly PixJson[]
}

/** Tells the BACEN status of a record. An expired charge is still `ATIVA`. */
export const cobStatusOf = (charge: Charge): CobStatus => {
  switch (charge.kind) {
    case 'active':
      return 'ATIVA'
    case 'paid':
      return 'CONCLUIDA'
    case 'removed':
      return 'REMOVIDA_PELO_USUARIO_RECEBEDOR'
  }
}

/** Writes a charge as the API shows it. */
export const chargeToJson = (charge: Charge, merchant: Merchant): CobJson => {
  const { terms, txid, revision, location, locationId } = charge
  const criacao = new Date(charge.createdAtMs).toISOString()
  return {
    calendario: { criacao, expiracao: terms.expiresInSeconds },
    txid,
    revisao: revision,
    loc: { id: locationId, location, tipoCob: 'cob', criacao },
    location,
    status: cobStatusOf(charge),
    ...(terms.debtor === undefined ? {} : { devedor: debtorToJson(terms.debtor) }),
    valor: {
      original: formatAmount(terms.amountCents),
      modalidadeAlteracao: terms.payerMayAlterAmount ? 1 : 0,
    },
    chave: terms.pixKey,
    ...(terms.message === undefined ? {} : { solicitacaoPagador: terms.message }),
    ...(terms.additionalInfo.length === 0
      ? {}
      : {
          infoAdicionais: terms.additionalInfo.map(({ name, value }) => ({
            nome: name,
            valor: value,
          })),
        }),
    pixCopiaECola: brCodeOf(location, merchant),
  }
}

const debtorToJson = (debtor: Debtor): Readonly<Record<string, string>> =>
  debtor.kind === 'person'
    ? { cpf: debtor.cpf, nome: debtor.name }
    : { cnpj: debtor.cnpj, nome: debtor.name }
