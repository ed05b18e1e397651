import { acceptReasons, closeReasons, type ReviewItem } from '@totem/shared-schema'
import { Button, Notice } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { ReasonSelect } from '../../queue/reason-select.tsx'
import { createChange } from '../create-change.ts'
import { actLabel, actSentence } from './act-words.ts'
import { suggestionNote } from './suggestion-note.ts'
import { OtherTicket } from './other-ticket.tsx'
import { acceptWords, closeWords, paymentsTexts } from './payments.texts.ts'
import { type ActReason, performReviewAct } from './perform-review-act.ts'
import { isSuggested, type ReviewAct, reviewActs } from './review-acts.ts'

/** What can be done about an item: the suggestion first, each act asked for twice, some with a reason. */
export const ReviewActs = (props: {
  readonly item: ReviewItem
  readonly onDone: (act: ReviewAct, left: ReviewItem | null | undefined) => void
}): JSX.Element => {
  const desk = useDesk()
  const change = createChange(desk.device)
  const [chosen, setChosen] = createSignal<ReviewAct>()
  const [reason, setReason] = createSignal<ActReason>()
  const choose = (act: ReviewAct | undefined): void => {
    change.setProblem(undefined)
    setReason(undefined)
    setChosen(act)
  }
  const perform = async (act: ReviewAct): Promise<void> => {
    const outcome = await performReviewAct({ change, device: desk.device }, act, reason())
    if (!outcome.taken) return
    setChosen(undefined)
    props.onDone(act, outcome.item)
  }
  const isClosed = (): boolean => props.item.kind === 'money' && props.item.closed !== undefined
  const linkable = (): string | undefined =>
    props.item.kind === 'money' &&
    !props.item.reasons.includes('other_key') &&
    (props.item.closed !== undefined ||
      reviewActs(props.item).some(({ kind }) => kind === 'refund'))
      ? props.item.id
      : undefined
  return (
    <>
      <Show when={isClosed() ? undefined : suggestionNote(props.item)}>
        {(text) => (
          <p class="review-note">
            <strong>{paymentsTexts.suggested}:</strong> {text()}
          </p>
        )}
      </Show>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <Show
        when={chosen()}
        fallback={
          <>
            <footer>
              <For each={reviewActs(props.item)}>
                {(act) => (
                  <Button
                    variant={isSuggested(act, props.item) ? 'primary' : 'secondary'}
                    data-testid={`review-${act.kind}`}
                    onClick={() => choose(act)}
                  >
                    {actLabel(act, desk.timeZone())}
                  </Button>
                )}
              </For>
            </footer>
            <Show when={linkable()}>
              {(movement) => <OtherTicket movement={movement()} onFound={choose} />}
            </Show>
          </>
        }
      >
        {(act) => (
          <div class="review-confirm">
            <p>{actSentence(act(), desk.timeZone())}</p>
            <Show when={reasonsFor(act())}>
              {(reasons) => (
                <ReasonSelect
                  label={paymentsTexts.why}
                  reasons={reasons()}
                  value={reason() ?? ''}
                  onChange={(code) =>
                    setReason([...acceptReasons, ...closeReasons].find((each) => each === code))
                  }
                />
              )}
            </Show>
            <footer>
              <Button onClick={() => choose(undefined)}>{paymentsTexts.back}</Button>
              <Button
                variant="primary"
                busy={change.isBusy()}
                disabled={reasonsFor(act()) !== undefined && reason() === undefined}
                data-testid="review-confirm"
                onClick={() => void perform(act())}
              >
                {actLabel(act(), desk.timeZone())}
              </Button>
            </footer>
          </div>
        )}
      </Show>
    </>
  )
}

const reasonsFor = ({ kind }: ReviewAct): Readonly<Record<string, string>> | undefined =>
  kind === 'accept' ? acceptWords : kind === 'close' ? closeWords : undefined
