import { html } from 'hono/html'
import { type ChargeState, type ChargeView } from './charge-view.ts'
import { type Notice } from './notice.ts'

/** What `hono/html` makes of a template: text in which every inserted value is escaped. */
type Html = ReturnType<typeof html>

/** What the page shows. */
export interface PageModel {
  /** Newest first. */
  readonly charges: readonly ChargeView[]
  /** How many older charges are left out. */
  readonly hiddenCount: number
  readonly notice: Notice | undefined
}

/** Draws the payer's bank: it works without JavaScript, then reloads itself whole. */
export const renderPage = (model: PageModel): Html =>
  html`<!doctype html>
    <html lang="pt-BR">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Pix de teste</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/page.css" />
        <script type="module" src="/assets/refresh.js"></script>
        <noscript><meta http-equiv="refresh" content="10" /></noscript>
      </head>
      <body>
        <header class="top">
          <p class="brand"><span class="brand-mark" aria-hidden="true"></span>Banco de teste</p>
          <h1>Pague com Pix</h1>
          <p class="lead">
            Faz as vezes do aplicativo do banco. Nenhum dinheiro de verdade é usado.
          </p>
        </header>
        <main>
          ${noticeBox(model.notice)}
          <form class="card paste" method="post" action="/pay">
            <label for="code">Pix copia e cola</label>
            <textarea
              id="code"
              name="code"
              rows="3"
              required
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              placeholder="Cole aqui o código do totem"
              data-testid="paste-code"
            ></textarea>
            <button class="button" data-testid="pay-pasted">Pagar código</button>
          </form>
          <section aria-labelledby="charges-title">
            <h2 id="charges-title">Cobranças</h2>
            <p class="offline" id="offline" role="status" hidden>
              Sem contato com o simulador. Tentando de novo…
            </p>
            <div id="charges">${chargeList(model)}</div>
          </section>
        </main>
      </body>
    </html>`

const noticeBox = (notice: Notice | undefined): Html | '' =>
  notice === undefined
    ? ''
    : html`<p class="notice notice-${notice.tone}" role="status" data-testid="notice">
        ${notice.text}
      </p>`

const chargeList = ({ charges, hiddenCount }: PageModel): Html =>
  charges.length === 0
    ? html`<div class="card empty">
        <p class="empty-title">Nenhuma cobrança ainda</p>
        <p>Faça uma venda no totem e escolha Pix: a cobrança aparece aqui na hora.</p>
      </div>`
    : html`<ol class="charges">
          ${charges.map(chargeItem)}
        </ol>
        ${hiddenCount === 0 ? '' : html`<p class="more">E mais ${hiddenCount} mais antigas.</p>`}`

const chargeItem = (charge: ChargeView): Html =>
  html`<li class="card charge charge-${charge.state}" id="charge-${charge.txid}">
    <div class="charge-head">
      <p class="value">${charge.value}</p>
      <p class="badge">${stateTexts[charge.state]}</p>
    </div>
    <p class="description">${charge.description}</p>
    <p class="times">${timesOf(charge)}</p>
    <p class="txid"><span>txid</span> ${charge.txid}</p>
    ${charge.state === 'waiting' ? payForm(charge) : ''}
  </li>`

const payForm = ({ txid, value }: ChargeView): Html =>
  html`<form method="post" action="/pay/${txid}">
    <button class="button" data-testid="pay-${txid}" aria-label="Pagar ${value}">Pagar</button>
  </form>`

const timesOf = ({ state, createdAt, expiresAt }: ChargeView): string => {
  switch (state) {
    case 'waiting':
      return `Criada ${createdAt} · vence ${expiresAt}`
    case 'expired':
      return `Criada ${createdAt} · venceu ${expiresAt}`
    case 'paid':
    case 'removed':
      return `Criada ${createdAt}`
  }
}

const stateTexts: Readonly<Record<ChargeState, string>> = {
  waiting: 'aguardando',
  paid: 'paga',
  expired: 'expirada',
  removed: 'removida',
}
