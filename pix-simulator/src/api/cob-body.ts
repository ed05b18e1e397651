import * as v from 'valibot'
import { type ChargeTerms, type Debtor, PixKey } from '../charge/charge.ts'
import { Amount } from '../money/amount.ts'

/** What a request may ask for that this bank does not do; refused, so that nobody counts on it. */
const unsupported = v.optional(v.never('Este simulador não aceita este campo.'))

const Expiry = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1, 'A expiração deve ser maior que zero.'),
  v.maxValue(2_147_483_647),
)
const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

const DebtorBody = v.pipe(
  v.union(
    [
      v.object({
        cpf: v.pipe(v.string(), v.regex(/^\d{11}$/)),
        nome: name,
        cnpj: v.optional(v.never()),
      }),
      v.object({
        cnpj: v.pipe(v.string(), v.regex(/^[0-9A-Z]{14}$/)),
        nome: name,
        cpf: v.optional(v.never()),
      }),
    ],
    'O devedor deve ter nome e ou CPF ou CNPJ.',
  ),
  v.transform((body): Debtor =>
    body.cpf === undefined
      ? { kind: 'company', cnpj: body.cnpj, name: body.nome }
      : { kind: 'person', cpf: body.cpf, name: body.nome },
  ),
)

const AlterationMode = v.pipe(
  v.picklist([0, 1]),
  v.transform((mode) => mode === 1),
)
const Message = v.pipe(v.string(), v.maxLength(140, 'No máximo 140 caracteres.'))
const AdditionalInfo = v.pipe(
  v.array(
    v.pipe(
      v.object({
        nome: v.pipe(v.string(), v.maxLength(50)),
        valor: v.pipe(v.string(), v.maxLength(200)),
      }),
      v.transform(({ nome, valor }) => ({ name: nome, value: valor })),
    ),
  ),
  v.maxLength(50),
)

/** Parses `CobSolicitada`, the body of a new charge, into its terms. Unknown fields are ignored. */
export const CobBody = v.pipe(
  v.object({
    calendario: v.object({ expiracao: v.optional(Expiry, 86_400) }),
    valor: v.object({
      original: Amount,
      modalidadeAlteracao: v.optional(AlterationMode, 0),
      retirada: unsupported,
    }),
    chave: PixKey,
    devedor: v.exactOptional(DebtorBody),
    solicitacaoPagador: v.exactOptional(Message),
    infoAdicionais: v.optional(AdditionalInfo, []),
    loc: unsupported,
  }),
  v.transform(
    ({ calendario, valor, chave, devedor, solicitacaoPagador, infoAdicionais }): ChargeTerms => ({
      amountCents: valor.original,
      payerMayAlterAmount: valor.modalidadeAlteracao,
      expiresInSeconds: calendario.expiracao,
      pixKey: chave,
      additionalInfo: infoAdicionais,
      ...(solicitacaoPagador === undefined ? {} : { message: solicitacaoPagador }),
      ...(devedor === undefined ? {} : { debtor: devedor }),
    }),
  ),
)

/** What a `PATCH` asks for. */
export type CobPatch =
  | { readonly kind: 'remove' }
  | { readonly kind: 'revise'; readonly change: (terms: ChargeTerms) => ChargeTerms }

const removal = 'REMOVIDA_PELO_USUARIO_RECEBEDOR'

/** Parses `CobRevisada`, the body of a `PATCH`. A removal stands alone. */
export const CobPatchBody = v.pipe(
  v.object({
    status: v.exactOptional(v.literal(removal, `O status só pode mudar para ${removal}.`)),
    calendario: v.exactOptional(v.object({ expiracao: v.exactOptional(Expiry) })),
    valor: v.exactOptional(
      v.object({
        original: v.exactOptional(Amount),
        modalidadeAlteracao: v.exactOptional(AlterationMode),
        retirada: unsupported,
      }),
    ),
    chave: v.exactOptional(PixKey),
    devedor: v.exactOptional(DebtorBody),
    solicitacaoPagador: v.exactOptional(Message),
    infoAdicionais: v.exactOptional(AdditionalInfo),
    loc: unsupported,
  }),
  v.check(
    (body) => body.status === undefined || Object.keys(body).length === 1,
    'A remoção não pode vir com outras alterações.',
  ),
  v.transform((body): CobPatch =>
    body.status === undefined
      ? { kind: 'revise', change: (terms) => ({ ...terms, ...changedTerms(body) }) }
      : { kind: 'remove' },
  ),
)

interface CobChanges {
  readonly calendario?: { readonly expiracao?: number }
  readonly valor?: {
    readonly original?: ChargeTerms['amountCents']
    readonly modalidadeAlteracao?: boolean
  }
  readonly chave?: PixKey
  readonly devedor?: Debtor
  readonly solicitacaoPagador?: string
  readonly infoAdicionais?: ChargeTerms['additionalInfo']
}

const changedTerms = ({
  calendario,
  valor,
  chave,
  devedor,
  solicitacaoPagador,
  infoAdicionais,
}: CobChanges): Partial<ChargeTerms> => ({
  ...(valor?.original === undefined ? {} : { amountCents: valor.original }),
  ...(valor?.modalidadeAlteracao === undefined
    ? {}
    : { payerMayAlterAmount: valor.modalidadeAlteracao }),
  ...(calendario?.expiracao === undefined ? {} : { expiresInSeconds: calendario.expiracao }),
  ...(chave === undefined ? {} : { pixKey: chave }),
  ...(devedor === undefined ? {} : { debtor: devedor }),
  ...(solicitacaoPagador === undefined ? {} : { message: solicitacaoPagador }),
  ...(infoAdicionais === undefined ? {} : { additionalInfo: infoAdicionais }),
})
