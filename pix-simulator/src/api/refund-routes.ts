import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { requireScope } from '../auth/require-scope.ts'
import { EndToEndId } from '../charge/end-to-end-id.ts'
import { Amount, formatAmount, Cents } from '../money/amount.ts'
import { type Refund, RefundId, type RefundRefusal } from '../refund/refund.ts'
import { type ApiDeps } from './api-deps.ts'
import { parseConfig } from './parse-config.ts'
import { refundToJson } from './pix-json.ts'
import { respondProblem, violationsOf } from './problem.ts'
import { readJson } from './read-json.ts'

/** Parses `DevolucaoSolicitada`; this bank has no Pix Saque whose cash could be given back. */
const RefundBody = v.object({
  valor: Amount,
  natureza: v.optional(v.literal('ORIGINAL', 'Só ORIGINAL é aceita.'), 'ORIGINAL'),
  descricao: v.exactOptional(v.pipe(v.string(), v.maxLength(140))),
})

/** Serves the refunds of a Pix, `/{e2eid}/devolucao/{id}`. */
export const createRefundRoutes = ({ bank, tokens, onRefundAsked }: ApiDeps): Hono => {
  const routes = new Hono()
  routes.put('/:endToEndId/devolucao/:id', requireScope(tokens, 'pix.write'), async (c) => {
    const endToEndId = v.safeParse(EndToEndId, c.req.param('endToEndId'))
    if (!endToEndId.success) return respondProblem(c, 'PixNaoEncontrado')
    const body = await readJson(c)
    if (!body.ok) return respondProblem(c, 'RequisicaoInvalida', { detail: 'O corpo não é JSON.' })
    const id = v.safeParse(RefundId, c.req.param('id'))
    const asked = v.safeParse(RefundBody, body.value, parseConfig)
    if (!id.success || !asked.success)
      return respondProblem(c, 'PixDevolucaoInvalida', {
        violacoes: violationsOf('devolucao', [...(id.issues ?? []), ...(asked.issues ?? [])]),
      })
    const refund = bank.askRefund(endToEndId.output, {
      id: id.output,
      amountCents: asked.output.valor,
      nature: asked.output.natureza,
    })
    if (!refund.ok) return respondRefusal(c, refund.error)
    onRefundAsked(endToEndId.output, id.output)
    return c.json(refundToJson(refund.value), 201)
  })
  routes.get('/:endToEndId/devolucao/:id', requireScope(tokens, 'pix.read'), (c) => {
    const endToEndId = v.safeParse(EndToEndId, c.req.param('endToEndId'))
    const refunds: readonly Refund[] | undefined = endToEndId.success
      ? bank.ledger.refunds.get(endToEndId.output)
      : undefined
    const refund = refunds?.find(({ id }) => id === c.req.param('id'))
    return refund === undefined
      ? respondProblem(c, 'PixDevolucaoNaoEncontrada')
      : c.json(refundToJson(refund))
  })
  return routes
}

const respondRefusal = (
  c: Context,
  refusal: RefundRefusal | { readonly kind: 'unknown_pix' },
): Response => {
  switch (refusal.kind) {
    case 'unknown_pix':
      return respondProblem(c, 'PixNaoEncontrado')
    case 'known_id':
      return respondProblem(c, 'PixDevolucaoInvalida', { detail: 'Este id já foi usado.' })
    case 'too_late':
      return respondProblem(c, 'PixDevolucaoInvalida', { detail: 'Passaram mais de 90 dias.' })
    case 'too_much':
      return respondProblem(c, 'PixDevolucaoInvalida', {
        detail: `Restam ${leftOf(refusal.leftCents)} para devolver.`,
      })
  }
}

const leftOf = (cents: number): string =>
  cents === 0 ? '0.00' : formatAmount(v.parse(Cents, cents))
