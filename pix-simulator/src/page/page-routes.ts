import { type Context, Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import * as v from 'valibot'
import { type Bank, type BankRefusal } from '../bank/bank.ts'
import { type Pix } from '../bank/journal-entry.ts'
import { type PastedCode, readPastedCode } from '../charge/br-code.ts'
import { PixKey } from '../charge/charge.ts'
import { EndToEndId } from '../charge/end-to-end-id.ts'
import { PixTxid } from '../charge/pix-txid.ts'
import { Txid } from '../charge/txid.ts'
import { type FaultPanel } from '../faults/fault-panel.ts'
import { Faults } from '../faults/faults.ts'
import { Cents } from '../money/amount.ts'
import { claimBack, type ClaimDeps } from '../refund/claim-back.ts'
import { createAssetRoutes } from './assets.ts'
import { viewCharge } from './charge-view.ts'
import { type NoticeCode, noticeFor } from './notice.ts'
import { renderPage } from './page.ts'
import { strayAmounts, StrayWay } from './stray-ways.ts'

/** What the page serves from. */
export interface PageDeps extends ClaimDeps {
  readonly bank: Bank
  readonly panel: FaultPanel
  readonly nowMs: () => number
  /** Hears about each Pix the payer makes. */
  readonly onPaid: (pix: Pix) => void
}

/** As many charges as a person scrolls through; older ones are only counted. */
const shownCharges = 100

const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  scriptSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

/** A static code whose amount and key this bank can take. */
const StaticPix = v.object({ key: PixKey, amountCents: Cents, txid: v.optional(PixTxid) })

/** Serves the page of the payer's bank, where a person pays a charge. */
export const createPageRoutes = (deps: PageDeps): Hono => {
  const { bank, panel, nowMs, onPaid } = deps

  const pay = (txid: Txid): NoticeCode => {
    const received = bank.receivePix(txid)
    if (!received.ok) return noticeOf(received.error)
    onPaid(received.value)
    return 'pago'
  }

  const payAstray = (txid: Txid, way: StrayWay): NoticeCode => {
    const charge = bank.ledger.charges.get(txid)
    if (charge === undefined) return 'desconhecida'
    const { pixKey, amountCents } = charge.terms
    for (const amount of strayAmounts(way, amountCents))
      onPaid(bank.receiveStray({ txid, pixKey, amountCents: amount }))
    return 'pago'
  }

  const payCode = (code: PastedCode): NoticeCode => {
    if (code.kind === 'key') {
      const stray = v.safeParse(StaticPix, code)
      if (!stray.success) return 'codigo-invalido'
      const { key, amountCents, txid } = stray.output
      const named = txid === undefined ? {} : { txid }
      onPaid(bank.receiveStray({ pixKey: key, amountCents, ...named }))
      return 'pago'
    }
    const txid = bank.ledger.txidsByLocation.get(code.location)
    return txid === undefined ? 'codigo-de-outro-banco' : pay(txid)
  }

  const routes = new Hono()
  routes.use(secureHeaders({ contentSecurityPolicy, strictTransportSecurity: false }))
  routes.route('/', createAssetRoutes())
  routes.get('/', (c) => {
    c.header('Cache-Control', 'no-store')
    const newestFirst = [...bank.ledger.charges.values()].toReversed()
    const page = renderPage({
      charges: newestFirst
        .slice(0, shownCharges)
        .map((charge) => viewCharge(charge, bank.ledger, nowMs())),
      hiddenCount: Math.max(0, newestFirst.length - shownCharges),
      notice: noticeFor(c.req.query('aviso')),
      faults: panel.current(),
    })
    return c.html(page)
  })
  routes.post('/pay/:txid', (c) => {
    const txid = v.safeParse(Txid, c.req.param('txid'))
    return backToPage(c, txid.success ? pay(txid.output) : 'desconhecida')
  })
  routes.post('/pay', async (c) => {
    const { code } = await c.req.parseBody()
    const pasted = typeof code === 'string' ? readPastedCode(code) : undefined
    return backToPage(c, pasted === undefined ? 'codigo-invalido' : payCode(pasted))
  })
  routes.post('/pay/:txid/:way', (c) => {
    const txid = v.safeParse(Txid, c.req.param('txid'))
    const way = v.safeParse(StrayWay, c.req.param('way'))
    const isKnown = txid.success && way.success
    return backToPage(c, isKnown ? payAstray(txid.output, way.output) : 'desconhecida')
  })
  routes.post('/refund/:endToEndId', (c) => {
    const endToEndId = v.safeParse(EndToEndId, c.req.param('endToEndId'))
    const refund = endToEndId.success ? claimBack(deps, endToEndId.output) : undefined
    return backToPage(c, refund?.ok === true ? 'devolvido' : 'nada-a-devolver')
  })
  routes.post('/faults', async (c) => {
    const { latencyMs, ...fields } = await c.req.parseBody()
    const faults = v.safeParse(Faults, { ...fields, latencyMs: Number(latencyMs) })
    if (!faults.success) return c.text('Escolha uma opção da lista.', 400)
    panel.set(faults.output)
    return backToPage(c, 'defeitos')
  })
  return routes
}

/** Answers a form with a page of its own address, so that a reload does not pay again. */
const backToPage = (c: Context, notice: NoticeCode): Response =>
  c.redirect(`/?aviso=${notice}`, 303)

const noticeOf = (refusal: BankRefusal): NoticeCode => {
  switch (refusal.kind) {
    case 'unknown_charge':
      return 'desconhecida'
    case 'expired':
      return 'expirada'
    case 'not_active':
      return refusal.phase === 'paid' ? 'ja-paga' : 'removida'
  }
}
