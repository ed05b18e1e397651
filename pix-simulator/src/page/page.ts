import { html } from 'hono/html'
import { type Faults } from '../faults/faults.ts'
import { chargeList } from './charge-list.ts'
import { type ChargeView } from './charge-view.ts'
import { faultForm } from './fault-form.ts'
import { type Html } from './html.ts'
import { type Notice } from './notice.ts'

/** What the page shows. */
export interface PageModel {
  /** Newest first. */
  readonly charges: readonly ChargeView[]
  /** How many older charges are left out. */
  readonly hiddenCount: number
  readonly notice: Notice | undefined
  readonly faults: Faults
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
          ${faultForm(model.faults)}
        </main>
      </body>
    </html>`

const noticeBox = (notice: Notice | undefined): Html | '' =>
  notice === undefined
    ? ''
    : html`<p class="notice notice-${notice.tone}" role="status" data-testid="notice">
        ${notice.text}
      </p>`
