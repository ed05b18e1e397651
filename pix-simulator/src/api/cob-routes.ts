import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { requireScope } from '../auth/require-scope.ts'
import { type BankRefusal } from '../bank/bank.ts'
import { type Charge } from '../charge/charge.ts'
import { Txid } from '../charge/txid.ts'
import { type ApiDeps } from './api-deps.ts'
import { CobBody, CobPatchBody } from './cob-body.ts'
import { cobStatuses, cobStatusOf } from './cob-json.ts'
import { parseConfig } from './parse-config.ts'
import { respondProblem, violationsOf } from './problem.ts'
import { readJson } from './read-json.ts'
import {
  Flag,
  endsAfterStart,
  isInWindow,
  namesOneDocument,
  pageOf,
  parametersToJson,
  windowEntries,
} from './window.ts'

const CobQuery = v.pipe(
  v.object({
    ...windowEntries,
    status: v.exactOptional(v.picklist(cobStatuses)),
    locationPresente: v.exactOptional(Flag),
  }),
  v.check((query) => endsAfterStart(query), 'O fim não pode vir antes do início.'),
  v.check((query) => namesOneDocument(query), 'Filtre por CPF ou por CNPJ, não por ambos.'),
)
type CobQuery = v.InferOutput<typeof CobQuery>

/** Serves one charge, `/{txid}`: banks differ in the version they serve it under. */
export const createCobItemRoutes = ({ bank, tokens, show }: ApiDeps): Hono => {
  const routes = new Hono()
  routes.put('/:txid', requireScope(tokens, 'cob.write'), async (c) => {
    const txid = v.safeParse(Txid, c.req.param('txid'))
    if (!txid.success)
      return respondProblem(c, 'CobOperacaoInvalida', {
        violacoes: [{ razao: txid.issues[0].message, propriedade: 'cob.txid' }],
      })
    const body = await readJson(c)
    if (!body.ok) return respondNotJson(c)
    const terms = v.safeParse(CobBody, body.value, parseConfig)
    if (!terms.success) return respondInvalidCob(c, terms.issues)
    const put = bank.putCharge(txid.output, terms.output)
    return put.ok ? c.json(show.charge(put.value), 201) : respondRefusal(c, put.error)
  })
  routes.patch('/:txid', requireScope(tokens, 'cob.write'), async (c) => {
    const txid = v.safeParse(Txid, c.req.param('txid'))
    if (!txid.success) return respondProblem(c, 'CobNaoEncontrado')
    const body = await readJson(c)
    if (!body.ok) return respondNotJson(c)
    const patch = v.safeParse(CobPatchBody, body.value, parseConfig)
    if (!patch.success) return respondInvalidCob(c, patch.issues)
    const patched =
      patch.output.kind === 'remove'
        ? bank.removeCharge(txid.output)
        : bank.reviseCharge(txid.output, patch.output.change)
    return patched.ok ? c.json(show.charge(patched.value)) : respondRefusal(c, patched.error)
  })
  routes.get('/:txid', requireScope(tokens, 'cob.read'), (c) => {
    const txid = v.safeParse(Txid, c.req.param('txid'))
    const charge = txid.success ? bank.ledger.charges.get(txid.output) : undefined
    if (charge === undefined) return respondProblem(c, 'CobNaoEncontrado')
    const revision = c.req.query('revisao')
    if (revision !== undefined && revision !== String(charge.revision))
      return respondProblem(c, 'CobNaoEncontrado', {
        detail: `O simulador guarda só a revisão atual, a ${charge.revision}.`,
      })
    return c.json(show.completeCharge(charge))
  })
  return routes
}

/** Serves the collection of charges. */
export const createCobRoutes = ({ bank, tokens, show }: ApiDeps): Hono => {
  const routes = new Hono()
  routes.post('/', requireScope(tokens, 'cob.write'), async (c) => {
    const body = await readJson(c)
    if (!body.ok) return respondNotJson(c)
    const terms = v.safeParse(CobBody, body.value, parseConfig)
    if (!terms.success) return respondInvalidCob(c, terms.issues)
    return c.json(show.charge(bank.createCharge(terms.output)), 201)
  })
  routes.get('/', requireScope(tokens, 'cob.read'), (c) => {
    const query = v.safeParse(CobQuery, c.req.query(), parseConfig)
    if (!query.success)
      return respondProblem(c, 'CobConsultaInvalida', {
        violacoes: violationsOf('cob', query.issues),
      })
    const found = [...bank.ledger.charges.values()].filter((charge) =>
      matches(charge, query.output),
    )
    return c.json({
      parametros: parametersToJson(query.output, found.length),
      cobs: pageOf(found, query.output).map((charge) => show.completeCharge(charge)),
    })
  })
  return routes
}

const matches = (charge: Charge, query: CobQuery): boolean => {
  const { debtor } = charge.terms
  return (
    isInWindow(charge.createdAtMs, query) &&
    (query.status === undefined || query.status === cobStatusOf(charge)) &&
    // Every charge of this bank has a location.
    query.locationPresente !== false &&
    (query.cpf === undefined || (debtor?.kind === 'person' && debtor.cpf === query.cpf)) &&
    (query.cnpj === undefined || (debtor?.kind === 'company' && debtor.cnpj === query.cnpj))
  )
}

const respondNotJson = (c: Context): Response =>
  respondProblem(c, 'RequisicaoInvalida', { detail: 'O corpo não é JSON.' })

const respondInvalidCob = (c: Context, issues: readonly v.BaseIssue<unknown>[]): Response =>
  respondProblem(c, 'CobOperacaoInvalida', { violacoes: violationsOf('cob', issues) })

const respondRefusal = (c: Context, refusal: BankRefusal): Response => {
  switch (refusal.kind) {
    case 'unknown_charge':
      return respondProblem(c, 'CobNaoEncontrado')
    case 'not_active':
      return respondProblem(c, 'CobOperacaoInvalida', {
        detail:
          refusal.phase === 'paid' ? 'A cobrança já foi paga.' : 'A cobrança já foi removida.',
      })
    case 'expired':
      return respondProblem(c, 'CobOperacaoInvalida', { detail: 'A cobrança expirou.' })
  }
}
