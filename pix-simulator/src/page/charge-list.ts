import { html } from 'hono/html'
import { type ChargeState, type ChargeView, type PaymentView } from './charge-view.ts'
import { type Html } from './html.ts'
import { type StrayWay } from './stray-ways.ts'

/** Draws the charges, newest first, with all that can be done to them. */
export const chargeList = ({
  charges,
  hiddenCount,
}: {
  readonly charges: readonly ChargeView[]
  readonly hiddenCount: number
}): Html =>
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
    ${charge.payments.map(paymentLine)} ${charge.state === 'waiting' ? payForm(charge) : ''}
    ${otherWays(charge)}
  </li>`

const payForm = ({ txid, value }: ChargeView): Html =>
  html`<form method="post" action="/pay/${txid}">
    <button class="button" data-testid="pay-${txid}" aria-label="Pagar ${value}">Pagar</button>
  </form>`

const paymentLine = ({ endToEndId, value, paidAt, refunded, isRefundable }: PaymentView): Html =>
  html`<div class="payment">
    <p>
      Pix de ${value} · ${paidAt}${refunded === undefined ? '' : html` · devolvido ${refunded}`}
    </p>
    ${
      isRefundable
        ? html`<form method="post" action="/refund/${endToEndId}">
            <button
              class="small-button"
              data-testid="refund-${endToEndId}"
              aria-label="Contestar o Pix de ${value}"
            >
              Contestar
            </button>
          </form>`
        : ''
    }
  </div>`

/** What a real bank would refuse, and must be survived all the same. */
const otherWays = ({ txid, state }: ChargeView): Html =>
  html`<details class="other-ways">
    <summary>Simular um engano</summary>
    <div class="ways">
      ${waysOf[state].map(
        (way) =>
          html`<form method="post" action="/pay/${txid}/${way}">
            <button class="small-button" data-testid="pay-${way}-${txid}">${wayTexts[way]}</button>
          </form>`,
      )}
    </div>
  </details>`

const waysOf: Readonly<Record<ChargeState, readonly StrayWay[]>> = {
  waiting: ['less', 'more', 'twice'],
  paid: ['again'],
  expired: ['late'],
  removed: ['late'],
}

const wayTexts: Readonly<Record<StrayWay, string>> = {
  less: 'Pagar a menos',
  more: 'Pagar a mais',
  twice: 'Pagar duas vezes',
  again: 'Pagar de novo',
  late: 'Pagar mesmo assim',
}

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
