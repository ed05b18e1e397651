import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { type ApiDeps } from '../api/api-deps.ts'
import { parseConfig } from '../api/parse-config.ts'
import { refundToJson } from '../api/pix-json.ts'
import { respondProblem } from '../api/problem.ts'
import { readJson } from '../api/read-json.ts'
import { type Pix } from '../bank/journal-entry.ts'
import { PixKey } from '../charge/charge.ts'
import { EndToEndId } from '../charge/end-to-end-id.ts'
import { PixTxid } from '../charge/pix-txid.ts'
import { type FaultPanel } from '../faults/fault-panel.ts'
import { Faults } from '../faults/faults.ts'
import { Amount } from '../money/amount.ts'
import { type RandomBytes } from '../random.ts'
import { claimBack } from '../refund/claim-back.ts'

/** What the switches of a test work on. */
export interface AdminDeps extends Pick<ApiDeps, 'bank' | 'show' | 'onRefundAsked'> {
  readonly panel: FaultPanel
  readonly randomBytes: RandomBytes
  /** Hears about each Pix that came in. */
  readonly onPaid: (pix: Pix) => void
}

const StrayPix = v.object({ txid: v.exactOptional(PixTxid), valor: Amount, chave: PixKey })
const Claim = v.object({ valor: v.exactOptional(Amount) })

/** Serves what no bank has: faults on demand, and Pix that no charge asked for. */
export const createAdminRoutes = (deps: AdminDeps): Hono => {
  const { bank, panel, show, onPaid } = deps
  const routes = new Hono()
  routes.get('/faults', (c) => c.json(panel.current()))
  routes.put('/faults', async (c) => {
    const faults = await parsedBody(c, Faults)
    if (faults === undefined) return respondNotUnderstood(c)
    panel.set(faults)
    return c.json(panel.current())
  })
  routes.post('/pix', async (c) => {
    const stray = await parsedBody(c, StrayPix)
    if (stray === undefined) return respondNotUnderstood(c)
    const { txid, valor, chave } = stray
    const pix = bank.receiveStray({
      pixKey: chave,
      amountCents: valor,
      ...(txid === undefined ? {} : { txid }),
    })
    onPaid(pix)
    return c.json(show.pix(pix), 201)
  })
  routes.post('/pix/:endToEndId/med', async (c) => {
    const endToEndId = v.safeParse(EndToEndId, c.req.param('endToEndId'))
    const claim = await parsedBody(c, Claim)
    if (!endToEndId.success) return respondProblem(c, 'PixNaoEncontrado')
    if (claim === undefined) return respondNotUnderstood(c)
    const refund = claimBack(deps, endToEndId.output, claim.valor)
    return refund.ok
      ? c.json(refundToJson(refund.value), 201)
      : respondProblem(c, 'PixDevolucaoInvalida', { detail: refund.error.kind })
  })
  return routes
}

const parsedBody = async <S extends v.GenericSchema>(
  c: Context,
  schema: S,
): Promise<v.InferOutput<S> | undefined> => {
  const body = await readJson(c)
  const parsed = body.ok ? v.safeParse(schema, body.value, parseConfig) : undefined
  return parsed?.success === true ? parsed.output : undefined
}

const respondNotUnderstood = (c: Context): Response =>
  respondProblem(c, 'RequisicaoInvalida', { detail: 'Veja os campos em pix-simulator/README.md.' })
