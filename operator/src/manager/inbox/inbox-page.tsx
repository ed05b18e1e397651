import './inbox-page.css'
import { ReviewEntries, type ReviewEntry } from '@totem/shared-schema'
import { Button } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { Answered } from '../answered.tsx'
import { createQuestion } from '../create-question.ts'
import { EntryCard } from './entry-card.tsx'
import { inboxTexts } from './inbox.texts.ts'

/** What the gateway refused, and what revoked devices handed in late: each waits for a decision. */
export const InboxPage = (): JSX.Element => {
  const desk = useDesk()
  const path = '/quarantine?state=waiting&limit=50'
  const question = createQuestion(desk.device, { path, answer: ReviewEntries })
  const [isBusy, setBusy] = createSignal(false)
  const decided = (id: string): void =>
    question.put((before) => ({
      ...before,
      entries: before.entries.filter((entry) => entry.id !== id),
    }))
  const showMore = async (next: string): Promise<void> => {
    setBusy(true)
    const page = await desk.device.ask({
      method: 'GET',
      path: `${path}&next=${encodeURIComponent(next)}`,
      answer: ReviewEntries,
    })
    setBusy(false)
    if (page.ok)
      question.put((before) => ({
        entries: [...before.entries, ...page.value.entries],
        next: page.value.next,
      }))
  }
  return (
    <>
      <p>{inboxTexts.intro}</p>
      <Answered question={question}>
        {(answer) => (
          <>
            <Show when={answer().entries.length === 0}>
              <p class="manager-empty" data-testid="inbox-empty">
                {inboxTexts.empty}
              </p>
            </Show>
            <Entries
              title={inboxTexts.late}
              intro={inboxTexts.lateIntro}
              entries={answer().entries.filter(isLate)}
              onDecided={decided}
            />
            <Entries
              title={inboxTexts.refused}
              entries={answer().entries.filter((entry) => !isLate(entry))}
              onDecided={decided}
            />
            <Show when={answer().next}>
              {(next) => (
                <div>
                  <Button busy={isBusy()} onClick={() => void showMore(next())}>
                    {inboxTexts.more}
                  </Button>
                </div>
              )}
            </Show>
          </>
        )}
      </Answered>
    </>
  )
}

const isLate = ({ reason }: ReviewEntry): boolean => reason === 'revoked_device'

const Entries = (props: {
  readonly title: string
  readonly intro?: string
  readonly entries: readonly ReviewEntry[]
  readonly onDecided: (id: string) => void
}): JSX.Element => (
  <Show when={props.entries.length > 0}>
    <section class="manager-section">
      <h2>{props.title}</h2>
      <Show when={props.intro}>{(text) => <p>{text()}</p>}</Show>
      <ul class="manager-cards">
        <For each={props.entries}>
          {(entry) => <EntryCard entry={entry} onDecided={() => props.onDecided(entry.id)} />}
        </For>
      </ul>
    </section>
  </Show>
)
