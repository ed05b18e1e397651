import { MatchersV3 } from '@pact-foundation/pact'
import { Cents, ok } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect } from 'vitest'
import { anOrder } from '../_provider-acceptance.ts'
import { type PaymentProvider } from '../provider.ts'
import { sicredi } from './bacen-config.ts'

const { fromProviderState, integer, regex, string } = MatchersV3
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

/** The key of all charges. */
export const pixKey = '7d9f0335-8dcc-4054-9bf9-0dbd61d36906'
const order = anOrder()
const { txid } = order
const endToEndId = 'E99999999202611231336AbCdEfGhIjk'
/** Where the webhook of the key is registered. */
export const webhookPath = `/api/v2/webhook/${pixKey}`
/** Where the bank is to call. */
export const webhookUrl = 'https://totem.example.com/payments/webhook/pix/token'

const instant = regex(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  '2026-11-23T13:36:00.000Z',
)
const amount = (example: string): unknown => regex(/^\d{1,10}\.\d{2}$/, example)
const someTxid = regex(/^[a-zA-Z0-9]{26,35}$/, txid)
const someEndToEndId = regex(/^[a-zA-Z0-9]{32}$/, endToEndId)

const cob = (status: string): object => ({
  txid: someTxid,
  status,
  revisao: integer(0),
  calendario: { criacao: instant, expiracao: integer(900) },
  valor: { original: '90.00' },
  chave: pixKey,
  location: regex(/^[^:]{10,77}$/, 'pix.example.com/qr/v2/2353c790eefb11eaadc10242ac120002'),
  pixCopiaECola: regex(
    /^000201.{60,500}$/,
    '00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/2353c790eefb11eaadc10242ac1200025204000053039865802BR5915Studio Recovery6012Porto Alegre62070503***630425EE',
  ),
})
const pix = {
  endToEndId: someEndToEndId,
  txid: someTxid,
  valor: amount('90.00'),
  chave: pixKey,
  horario: instant,
}
const devolucao = {
  id: 'R1',
  rtrId: regex(/^D[a-zA-Z0-9]{31}$/, 'D99999999202611231336AbCdEfGhIjk'),
  valor: '40.00',
  horario: { solicitacao: instant },
  status: regex(/^(EM_PROCESSAMENTO|DEVOLVIDO|NAO_REALIZADO)$/, 'EM_PROCESSAMENTO'),
}
const problem = (type: string, status: number): object => ({
  type: `https://pix.bcb.gov.br/api/v2/error/${type}`,
  title: string('Não encontrado.'),
  status,
})

/** What the bank is to have done before an interaction. */
export const states = {
  nothing: 'nothing has happened',
  charged: 'a charge waits for its payer',
  paid: 'a charge was paid',
  refunded: 'a refund was asked for',
  hooked: 'the key has a webhook',
} as const

/** One call of the adapter: what goes out, what comes back, in the forms of API Pix 2.9. */
export interface Interaction {
  readonly state: keyof typeof states
  readonly method: string
  readonly path: string | ReturnType<typeof fromProviderState<string>>
  readonly query?: Readonly<Record<string, string | MatchersV3.Matcher<string>>>
  readonly body?: unknown
  readonly answer: { readonly status: number; readonly json?: unknown }
  readonly ask: (provider: PaymentProvider) => Promise<unknown>
  /** Whether the token itself is asked for; elsewhere it is made up. */
  readonly isAboutToken?: boolean
}

const cobPath = fromProviderState('/api/v3/cob/${txid}', `/api/v3/cob/${txid}`)
const refundPath = fromProviderState(
  '/api/v2/pix/${endToEndId}/devolucao/R1',
  `/api/v2/pix/${endToEndId}/devolucao/R1`,
)
const refund = { refundId: 'R1', transactionId: endToEndId }
const cents = (value: number): Cents => v.parse(Cents, value)
const always = {
  fromMs: Date.parse('2026-01-01T00:00:00Z'),
  toMs: Date.parse('2100-01-01T00:00:00Z'),
  page: 0,
}
const everything = {
  inicio: '2026-01-01T00:00:00.000Z',
  fim: '2100-01-01T00:00:00.000Z',
  'paginacao.paginaAtual': '0',
  'paginacao.itensPorPagina': '100',
}

/** Everything the gateway asks of a bank, and what the adapter makes of the answer. */
export const interactions: Readonly<Record<string, readonly [Interaction, unknown]>> = {
  'a token': [
    {
      state: 'nothing',
      method: 'POST',
      path: '/oauth/token',
      query: { grant_type: 'client_credentials', scope: sicredi.scopes.join(' ') },
      answer: {
        status: 200,
        json: { access_token: string('a-token'), expires_in: integer(300) },
      },
      ask: (provider) => provider.health(soon()),
      isAboutToken: true,
    },
    ok(undefined),
  ],
  'a charge': [
    {
      state: 'nothing',
      method: 'PUT',
      path: cobPath,
      body: {
        calendario: { expiracao: 900 },
        valor: { original: '90.00', modalidadeAlteracao: 0 },
        chave: pixKey,
        solicitacaoPagador: order.description,
      },
      answer: { status: 201, json: cob('ATIVA') },
      ask: (provider) => provider.createCharge(order, soon()),
    },
    ok(expect.objectContaining({ kind: 'pix' })),
  ],
  'how a charge stands that nobody paid': [
    {
      state: 'charged',
      method: 'GET',
      path: cobPath,
      answer: { status: 200, json: cob('ATIVA') },
      ask: (provider) => provider.getCharge(txid, soon()),
    },
    ok(expect.objectContaining({ status: 'open', settlements: [] })),
  ],
  'how a charge stands that was paid': [
    {
      state: 'paid',
      method: 'GET',
      path: cobPath,
      answer: { status: 200, json: { ...cob('CONCLUIDA'), pix: [pix] } },
      ask: (provider) => provider.getCharge(txid, soon()),
    },
    ok(expect.objectContaining({ status: 'paid' })),
  ],
  'how a charge stands that nobody made': [
    {
      state: 'nothing',
      method: 'GET',
      path: cobPath,
      answer: { status: 404, json: problem('CobNaoEncontrado', 404) },
      ask: (provider) => provider.getCharge(txid, soon()),
    },
    { ok: false, error: { kind: 'unknown_charge' } },
  ],
  'the end of a charge': [
    {
      state: 'charged',
      method: 'PATCH',
      path: cobPath,
      body: { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' },
      answer: { status: 200, json: cob('REMOVIDA_PELO_USUARIO_RECEBEDOR') },
      ask: (provider) => provider.cancelCharge(txid, soon()),
    },
    ok('removed'),
  ],
  'what went back': [
    {
      state: 'refunded',
      method: 'GET',
      path: '/api/v2/pix',
      query: { ...everything, devolucaoPresente: 'true' },
      answer: {
        status: 200,
        json: {
          parametros: { paginacao: { quantidadeDePaginas: integer(1) } },
          pix: MatchersV3.eachLike({ ...pix, devolucoes: MatchersV3.eachLike(devolucao) }),
        },
      },
      ask: (provider) => provider.listSettlements({ ...always, returned: true }, soon()),
    },
    ok({
      settlements: [
        expect.objectContaining({ txid, refunds: [expect.objectContaining({ refundId: 'R1' })] }),
      ],
      pages: 1,
      unreadable: 0,
    }),
  ],
  'what came in': [
    {
      state: 'paid',
      method: 'GET',
      path: '/api/v2/pix',
      query: everything,
      answer: {
        status: 200,
        json: {
          parametros: { paginacao: { quantidadeDePaginas: integer(1) } },
          pix: MatchersV3.eachLike(pix),
        },
      },
      ask: (provider) => provider.listSettlements(always, soon()),
    },
    ok({
      settlements: [expect.objectContaining({ txid, receiver: 'ours' })],
      pages: 1,
      unreadable: 0,
    }),
  ],
  'a refund': [
    {
      state: 'paid',
      method: 'PUT',
      path: refundPath,
      body: { valor: '40.00' },
      answer: { status: 201, json: devolucao },
      ask: (provider) => provider.refund({ ...refund, amountCents: cents(4_000) }, soon()),
    },
    ok(expect.objectContaining({ refundId: 'R1', status: 'in_progress' })),
  ],
  'how a refund stands': [
    {
      state: 'refunded',
      method: 'GET',
      path: refundPath,
      answer: { status: 200, json: devolucao },
      ask: (provider) => provider.getRefund(refund, soon()),
    },
    ok(expect.objectContaining({ refundId: 'R1' })),
  ],
  'to be called': [
    {
      state: 'nothing',
      method: 'PUT',
      path: webhookPath,
      body: { webhookUrl },
      answer: { status: 200 },
      ask: async (provider) => provider.hooks?.register(webhookUrl, soon()),
    },
    ok(undefined),
  ],
  'where it is called': [
    {
      state: 'hooked',
      method: 'GET',
      path: webhookPath,
      answer: { status: 200, json: { webhookUrl } },
      ask: async (provider) => provider.hooks?.registered(soon()),
    },
    ok(webhookUrl),
  ],
  'where it is called when it is nowhere': [
    {
      state: 'nothing',
      method: 'GET',
      path: webhookPath,
      answer: { status: 404, json: problem('WebhookNaoEncontrado', 404) },
      ask: async (provider) => provider.hooks?.registered(soon()),
    },
    ok(undefined),
  ],
}
