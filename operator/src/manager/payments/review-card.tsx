import { Cents, formatCents, type ReviewItem, type ReviewMovement } from '@totem/shared-schema'
import { StatusPill } from '@totem/ui'
import { For, type JSX, Show } from 'solid-js'
import * as v from 'valibot'
import { useDesk } from '../../app/desk.ts'
import { formatDay, formatMoment } from '../../time/format-time.ts'
import { Fact } from '../fact.tsx'
import { closeWords, paymentsTexts, reviewTexts } from './payments.texts.ts'
import { type ReviewAct } from './review-acts.ts'
import { ReviewActs } from './review-acts-row.tsx'

/** What a card is drawn from. */
export interface ReviewCardProps {
  readonly item: ReviewItem
  /** Told what was done, and what still waits about the same money; `undefined`: it has to be asked for. */
  readonly onDone: (act: ReviewAct, left: ReviewItem | null | undefined) => void
}

/** One thing about money that waits for a manager: what came, what is wrong, and what can be done. */
export const ReviewCard = (props: ReviewCardProps): JSX.Element => {
  const desk = useDesk()
  const moment = (ms: number): string => formatMoment(ms, desk.timeZone())
  const ticket = () => (props.item.kind === 'ticket' ? props.item : undefined)
  const money = () => (props.item.kind === 'money' ? props.item : undefined)
  const movements = (): readonly Pick<
    ReviewMovement,
    'ref' | 'amountCents' | 'returnedCents' | 'refunds'
  >[] => {
    const one = money()
    return one === undefined
      ? (ticket()?.movements ?? [])
      : [{ ...one, ref: one.id, returnedCents: one.amountCents - one.heldCents }]
  }
  return (
    <li
      class="manager-card review-card"
      data-testid="review-item"
      data-kind={props.item.kind}
      data-number={ticket()?.number}
    >
      <header>
        <h2>{titleOf(props.item)}</h2>
        <StatusPill tone={ticket()?.payment === 'refund_due' ? 'bad' : 'warn'}>
          {paymentsTexts.states[ticket()?.payment ?? 'money']}
        </StatusPill>
      </header>
      <ul class="review-reasons">
        <For each={props.item.reasons}>{(reason) => <li>{reviewTexts[reason]}</li>}</For>
      </ul>
      <dl class="manager-facts">
        <Show when={ticket()}>
          {(one) => (
            <>
              <Fact term={paymentsTexts.price}>{formatCents(one().priceCents)}</Fact>
              <Fact term={paymentsTexts.day}>{formatDay(one().businessDay)}</Fact>
            </>
          )}
        </Show>
        <Show when={money()}>
          {(one) => (
            <>
              <Fact term={paymentsTexts.settledAt}>{moment(one().settledAt)}</Fact>
              <Show when={one().closed}>
                {(closed) => (
                  <Fact term={paymentsTexts.closedWhy}>
                    {closeWords[closed().reason]} · {closed().operator} · {moment(closed().at)}
                  </Fact>
                )}
              </Show>
              <Show when={one().txid}>
                {(txid) => <Fact term={paymentsTexts.txid}>{txid()}</Fact>}
              </Show>
            </>
          )}
        </Show>
        <For each={movements()}>
          {(movement) => (
            <Fact term={movement.ref === null ? paymentsTexts.byHand : paymentsTexts.pix}>
              {paymentsTexts.movement(formatCents(movement.amountCents))}
              <Show when={movement.returnedCents > 0}>
                {' · '}
                {paymentsTexts.returned(formatCents(v.parse(Cents, movement.returnedCents)))}
              </Show>
              <For each={movement.refunds}>
                {({ amountCents, status, askedBy, at }) => (
                  <span class="review-refund" data-testid="refund" data-status={status}>
                    {paymentsTexts.refund(formatCents(amountCents), status)}
                    {' · '}
                    {askedBy === null ? paymentsTexts.byBank : paymentsTexts.refundBy(askedBy)}
                    {' · '}
                    {moment(at)}
                  </span>
                )}
              </For>
            </Fact>
          )}
        </For>
      </dl>
      <ReviewActs item={props.item} onDone={(act, left) => props.onDone(act, left)} />
    </li>
  )
}

/** Names an item: its ticket and service, or that it has none. */
export const titleOf = (item: ReviewItem): string =>
  item.kind === 'ticket'
    ? `${item.number} · ${item.service}`
    : `${paymentsTexts.moneyTitle}: ${formatCents(item.amountCents)}`
