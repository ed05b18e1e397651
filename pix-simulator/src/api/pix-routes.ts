import { Hono } from 'hono'
import * as v from 'valibot'
import { requireScope } from '../auth/require-scope.ts'
import { type Pix } from '../bank/journal-entry.ts'
import { EndToEndId } from '../charge/end-to-end-id.ts'
import { type ApiDeps } from './api-deps.ts'
import { parseConfig } from './parse-config.ts'
import { respondProblem, violationsOf } from './problem.ts'
import {
  Flag,
  endsAfterStart,
  isInWindow,
  namesOneDocument,
  pageOf,
  parametersToJson,
  windowEntries,
} from './window.ts'

const PixQuery = v.pipe(
  v.object({
    ...windowEntries,
    txid: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-zA-Z0-9]{1,35}$/))),
    txIdPresente: v.exactOptional(Flag),
    devolucaoPresente: v.exactOptional(Flag),
  }),
  v.check((query) => endsAfterStart(query), 'O fim não pode vir antes do início.'),
  v.check((query) => namesOneDocument(query), 'Filtre por CPF ou por CNPJ, não por ambos.'),
)
type PixQuery = v.InferOutput<typeof PixQuery>

/** Serves the Pix received. */
export const createPixRoutes = ({ bank, tokens, show }: ApiDeps): Hono => {
  const routes = new Hono()
  routes.get('/', requireScope(tokens, 'pix.read'), (c) => {
    const query = v.safeParse(PixQuery, c.req.query(), parseConfig)
    if (!query.success)
      return respondProblem(c, 'PixConsultaInvalida', {
        violacoes: violationsOf('pix', query.issues),
      })
    const found = [...bank.ledger.pix.values()].filter((pix) =>
      matches(pix, bank.ledger.refunds.has(pix.endToEndId), query.output),
    )
    return c.json({
      parametros: parametersToJson(query.output, found.length),
      pix: pageOf(found, query.output).map(show.pix),
    })
  })
  routes.get('/:endToEndId', requireScope(tokens, 'pix.read'), (c) => {
    const endToEndId = v.safeParse(EndToEndId, c.req.param('endToEndId'))
    const pix = endToEndId.success ? bank.ledger.pix.get(endToEndId.output) : undefined
    return pix === undefined ? respondProblem(c, 'PixNaoEncontrado') : c.json(show.pix(pix))
  })
  return routes
}

/** The payers of this bank have no documents. */
const matches = (pix: Pix, isRefunded: boolean, query: PixQuery): boolean =>
  isInWindow(pix.receivedAtMs, query) &&
  (query.txid === undefined || query.txid === pix.txid) &&
  (query.txIdPresente === undefined || query.txIdPresente === (pix.txid !== undefined)) &&
  (query.devolucaoPresente === undefined || query.devolucaoPresente === isRefunded) &&
  query.cpf === undefined &&
  query.cnpj === undefined
