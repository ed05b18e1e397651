import './payments-page.css'
import { type ReviewItem, ReviewResponse } from '@totem/shared-schema'
import { Notice, StatusPill } from '@totem/ui'
import { createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { Answered } from '../answered.tsx'
import { createQuestion } from '../create-question.ts'
import { doneSentence } from './act-words.ts'
import { paymentsTexts } from './payments.texts.ts'
import { type ReviewAct } from './review-acts.ts'
import { ReviewCard, titleOf } from './review-card.tsx'

/** How often the page looks again, in milliseconds: a refund is followed to its end. */
const lookEveryMs = 10_000

/** Something that was settled while the page was open. */
interface Settled {
  readonly id: string
  readonly title: string
  readonly how: string
}

/** Money that waits for a manager, and what became of what was decided just now. */
export const PaymentsPage = (): JSX.Element => {
  const desk = useDesk()
  const question = createQuestion(desk.device, { path: '/payments/review', answer: ReviewResponse })
  const closed = createQuestion(desk.device, {
    path: '/payments/review/closed',
    answer: ReviewResponse,
  })
  const looking = setInterval(() => void question.ask(), lookEveryMs)
  onCleanup(() => clearInterval(looking))
  // What was done to an item, until it leaves the list: only then is a refund at its end.
  const [acted, setActed] = createSignal<readonly Settled[]>([])
  const waits = (id: string): boolean => {
    const answer = question.answer()
    return answer.kind === 'ready' && shown(answer.value).some((item) => item.id === id)
  }
  // Cash goes back in the tablet's ledger first: until the gateway has heard, its answer is the one from before.
  const [returned, setReturned] = createSignal<ReadonlyMap<string, string>>(new Map())
  const shown = ({ items }: ReviewResponse): readonly ReviewItem[] =>
    items.filter((item) => returned().get(item.id) !== moneyOf(item))
  const settled = (): readonly Settled[] => acted().filter(({ id }) => !waits(id))

  const done = (item: ReviewItem, act: ReviewAct, left: ReviewItem | null | undefined): void => {
    setActed((before) => [
      { id: item.id, title: titleOf(item), how: doneSentence(act) },
      ...before.filter(({ id }) => id !== item.id),
    ])
    if (act.kind === 'return_by_hand')
      setReturned((before) => new Map(before).set(item.id, moneyOf(item)))
    if (act.kind === 'close' || act.kind === 'link') void closed.ask()
    if (left === undefined) void question.ask()
    else
      question.put(({ items, isWhole }) => ({
        isWhole,
        items: items.flatMap((each) => (each.id === item.id ? (left ?? []) : each)),
      }))
  }
  return (
    <>
      <p>{paymentsTexts.intro}</p>
      <Answered question={question}>
        {(answer) => (
          <>
            <Show when={!answer().isWhole}>
              <Notice tone="info">{paymentsTexts.notWhole}</Notice>
            </Show>
            <Show when={shown(answer()).length === 0}>
              <p class="manager-empty" data-testid="review-empty">
                {paymentsTexts.empty}
              </p>
            </Show>
            <ul class="manager-cards">
              {/* By id: a look every few seconds must not take the button from under the finger. */}
              <For each={shown(answer()).map(({ id }) => id)}>
                {(id) => (
                  <Show when={shown(answer()).find((item) => item.id === id)}>
                    {(item) => (
                      <ReviewCard item={item()} onDone={(act, left) => done(item(), act, left)} />
                    )}
                  </Show>
                )}
              </For>
            </ul>
          </>
        )}
      </Answered>
      <Answered question={closed}>
        {(answer) => (
          <Show when={answer().items.length > 0}>
            <section class="manager-section" data-testid="review-closed">
              <h2>{paymentsTexts.closedTitle}</h2>
              <p>{paymentsTexts.closedHint}</p>
              <ul class="manager-cards">
                <For each={answer().items}>
                  {(item) => (
                    <ReviewCard item={item} onDone={(act, left) => done(item, act, left)} />
                  )}
                </For>
              </ul>
            </section>
          </Show>
        )}
      </Answered>
      <Show when={settled().length > 0}>
        <section class="manager-section">
          <h2>{paymentsTexts.done}</h2>
          <ul class="review-done" role="status">
            <For each={settled()}>
              {({ title, how }) => (
                <li data-testid="review-settled">
                  <strong>{title}</strong>
                  <StatusPill tone="good" icon="check">
                    {how}
                  </StatusPill>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </>
  )
}

/** Tells whether the gateway has heard of money that moved since. */
const moneyOf = (item: ReviewItem): string =>
  item.kind === 'ticket'
    ? item.movements.map(({ movement, heldCents }) => `${movement} ${heldCents}`).join()
    : String(item.heldCents)
