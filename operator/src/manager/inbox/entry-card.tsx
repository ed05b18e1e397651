import { ReviewEntry } from '@totem/shared-schema'
import { Button, Notice, StatusPill } from '@totem/ui'
import { For, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { formatMoment } from '../../time/format-time.ts'
import { createChange } from '../create-change.ts'
import { entryTitle, inboxTexts, reasonText } from './inbox.texts.ts'

const acts = ['release', 'handle', 'discard'] as const

/** One thing that was refused, and what can be done with it. */
export const EntryCard = (props: {
  readonly entry: ReviewEntry
  readonly onDecided: () => void
}): JSX.Element => {
  const desk = useDesk()
  const change = createChange(desk.device)
  const decide = async (act: (typeof acts)[number]): Promise<void> => {
    const path = `/quarantine/${encodeURIComponent(props.entry.id)}/${act}`
    if ((await change.make({ method: 'POST', path }, ReviewEntry)) !== undefined) props.onDecided()
  }
  return (
    <li class="manager-card" data-testid="entry" data-entry={props.entry.id}>
      <header>
        <h2>{entryTitle(props.entry)}</h2>
        <StatusPill tone="warn">{reasonText(props.entry.reason)}</StatusPill>
      </header>
      <p>
        {formatMoment(props.entry.receivedAt, desk.timeZone())} ·{' '}
        {inboxTexts.from(props.entry.device)}
      </p>
      <details>
        <summary>{inboxTexts.body}</summary>
        <pre class="entry-body" tabindex="0">
          {JSON.stringify(props.entry.body, null, 2)}
        </pre>
      </details>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <footer>
        <For each={acts}>
          {(act) => (
            <Button
              variant={act === 'release' ? 'primary' : 'secondary'}
              disabled={change.isBusy()}
              data-testid={`${act}-entry`}
              onClick={() => void decide(act)}
            >
              {inboxTexts[act]}
            </Button>
          )}
        </For>
      </footer>
    </li>
  )
}
