import { type Context, Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import * as v from 'valibot'
import { type Bank, type BankRefusal } from '../bank/bank.ts'
import { type Pix } from '../bank/journal-entry.ts'
import { locationInBrCode } from '../charge/br-code.ts'
import { Txid } from '../charge/txid.ts'
import { createAssetRoutes } from './assets.ts'
import { viewCharge } from './charge-view.ts'
import { type NoticeCode, noticeFor } from './notice.ts'
import { renderPage } from './page.ts'

/** What the page serves from. */
export interface PageDeps {
  readonly bank: Bank
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

/** Serves the page of the payer's bank, where a person pays a charge. */
export const createPageRoutes = ({ bank, nowMs, onPaid }: PageDeps): Hono => {
  const pay = (txid: Txid): NoticeCode => {
    const received = bank.receivePix(txid)
    if (!received.ok) return noticeOf(received.error)
    onPaid(received.value)
    return 'pago'
  }

  const routes = new Hono()
  routes.use(secureHeaders({ contentSecurityPolicy, strictTransportSecurity: false }))
  routes.route('/', createAssetRoutes())
  routes.get('/', (c) => {
    c.header('Cache-Control', 'no-store')
    const newestFirst = [...bank.ledger.charges.values()].toReversed()
    const page = renderPage({
      charges: newestFirst.slice(0, shownCharges).map((charge) => viewCharge(charge, nowMs())),
      hiddenCount: Math.max(0, newestFirst.length - shownCharges),
      notice: noticeFor(c.req.query('aviso')),
    })
    return c.html(page)
  })
  routes.post('/pay/:txid', (c) => {
    const txid = v.safeParse(Txid, c.req.param('txid'))
    return backToPage(c, txid.success ? pay(txid.output) : 'desconhecida')
  })
  routes.post('/pay', async (c) => {
    const { code } = await c.req.parseBody()
    const location = typeof code === 'string' ? locationInBrCode(code) : undefined
    if (location === undefined) return backToPage(c, 'codigo-invalido')
    const txid = bank.ledger.txidsByLocation.get(location)
    return backToPage(c, txid === undefined ? 'codigo-de-outro-banco' : pay(txid))
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
