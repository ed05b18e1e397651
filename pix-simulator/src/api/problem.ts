import { type Context } from 'hono'
import { type ContentfulStatusCode } from 'hono/utils/http-status'
import type * as v from 'valibot'

interface ProblemKind {
  readonly status: ContentfulStatusCode
  readonly title: string
}

/** The problem types of API Pix 2.9 this bank answers with. */
const problemKinds = {
  RequisicaoInvalida: { status: 400, title: 'Requisição inválida.' },
  AcessoNegado: { status: 403, title: 'Acesso negado.' },
  NaoEncontrado: { status: 404, title: 'Não encontrado.' },
  ErroInternoDoServidor: { status: 500, title: 'Erro interno do servidor.' },
  ServicoIndisponivel: { status: 503, title: 'Serviço indisponível.' },
  IndisponibilidadePorTempoEsgotado: { status: 504, title: 'Tempo esgotado.' },
  CobNaoEncontrado: { status: 404, title: 'Cobrança não encontrada.' },
  CobOperacaoInvalida: { status: 400, title: 'Cobrança inválida.' },
  CobConsultaInvalida: { status: 400, title: 'Consulta de cobranças inválida.' },
  PixNaoEncontrado: { status: 404, title: 'Pix não encontrado.' },
  PixDevolucaoInvalida: { status: 400, title: 'Devolução inválida.' },
  PixDevolucaoNaoEncontrada: { status: 404, title: 'Devolução não encontrada.' },
  PixConsultaInvalida: { status: 400, title: 'Consulta de Pix inválida.' },
  WebhookNaoEncontrado: { status: 404, title: 'Webhook não encontrado.' },
  WebhookConsultaInvalida: { status: 400, title: 'Consulta de webhooks inválida.' },
  WebhookOperacaoInvalida: { status: 400, title: 'Webhook inválido.' },
} as const satisfies Record<string, ProblemKind>

/** Names a problem as the last part of its BACEN `type`. */
export type ProblemType = keyof typeof problemKinds

/** One field that breaks the rules. Its value is left out: it may be personal. */
export interface Violation {
  readonly razao: string
  readonly propriedade: string
}

/** What a problem may say beyond its type. */
export interface ProblemFacts {
  readonly detail?: string
  readonly violacoes?: readonly Violation[]
}

/** Answers with a BACEN problem (RFC 7807). */
export const respondProblem = (
  c: Context,
  type: ProblemType,
  facts: ProblemFacts = {},
): Response => {
  const { status, title } = problemKinds[type]
  const body = { type: `https://pix.bcb.gov.br/api/v2/error/${type}`, title, status, ...facts }
  return c.body(JSON.stringify(body), status, problemHeaders)
}

/** Answers 401, for which BACEN defines no problem type. */
export const respondUnauthorized = (c: Context): Response => {
  c.header('WWW-Authenticate', 'Bearer')
  const body = { type: 'about:blank', title: 'Token ausente ou expirado.', status: 401 }
  return c.body(JSON.stringify(body), 401, problemHeaders)
}

/** Answers as the wall before a bank does, in HTML: wrong certificate, or no access at all. */
export const respondDenied = (c: Context): Response =>
  c.html('<html><head><title>Access Denied</title></head><body>Access Denied</body></html>', 403)

/** Answers 413 to a body no honest client sends. */
export const respondTooLarge = (c: Context): Response => {
  const body = { type: 'about:blank', title: 'Corpo da requisição grande demais.', status: 413 }
  return c.body(JSON.stringify(body), 413, problemHeaders)
}

/** Lists what a valibot schema refused, as BACEN violations under the name of the checked thing. */
export const violationsOf = (
  root: string,
  issues: readonly v.BaseIssue<unknown>[],
): readonly Violation[] =>
  issues.map((issue) => ({
    razao: issue.message,
    propriedade: [root, ...(issue.path ?? []).map((item) => String(item.key))].join('.'),
  }))

const problemHeaders = { 'Content-Type': 'application/problem+json' }
