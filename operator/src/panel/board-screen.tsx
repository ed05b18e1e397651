import './board-screen.css'
import { type PanelBoard, type PanelDevice } from '@totem/shared-schema/local-store'
import { Icon, Notice } from '@totem/ui'
import { createComputed, createMemo, createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { inkOn } from '../queue/ink-on.ts'
import { formatTime } from '../time/format-time.ts'
import { createAnnouncer } from './announcer.ts'
import { boardView, type Call } from './board-view.ts'
import { newCalls } from './new-calls.ts'
import { type PanelEnvironment } from './panel-environment.ts'
import { panelTexts } from './panel.texts.ts'
import { SoundLine } from './sound-line.tsx'
import { WaitList } from './wait-list.tsx'

/** What the board is drawn from. */
export interface BoardScreenProps {
  readonly board: PanelBoard
  readonly profile: PanelDevice['profile']
  readonly isConnected: boolean
  readonly environment: PanelEnvironment
}

/** A drop this short is not worth a word, in milliseconds. */
const patienceMs = 10_000

/** So many called numbers fit in the large type. */
const maxLarge = 5

/** The numbers being called, the last ones, and the wait. */
export const BoardScreen = (props: BoardScreenProps): JSX.Element => {
  const now = (): number => props.environment.now()
  const minute = createMemo(() => Math.floor(now() / 60_000) * 60_000)
  const view = createMemo(() => boardView(props.board, minute()))
  const [announced, setAnnounced] = createSignal<Call>()

  const announcer = createAnnouncer({
    chime: () => props.environment.bell.ring(),
    speak: (text) => props.environment.voice.speak(text),
    stands: ({ id, calledAt }) =>
      view().called.some((call) => call.id === id && call.calledAt === calledAt),
    onTurn: setAnnounced,
  })
  createComputed((heard: ReadonlyMap<string, number> | undefined) => {
    const found = newCalls(heard, view().called, Date.now())
    announcer.add(found.fresh)
    return found.heard
  })
  createComputed(() =>
    props.environment.setHeld(view().called.length > 0 || announced() !== undefined),
  )
  onCleanup(() => props.environment.setHeld(false))

  const lostAt = createMemo((since: number | undefined) =>
    props.isConnected ? undefined : (since ?? Date.now()),
  )
  const offlineSince = (): number | undefined => {
    const since = lostAt()
    return since !== undefined && now() - since >= patienceMs ? since : undefined
  }
  const time = (ms: number): string => formatTime(ms, props.profile.timeZone)

  return (
    <div class="board">
      <header class="board-head">
        <strong>{props.profile.studio}</strong>
        <time class="board-clock">{time(now())}</time>
      </header>
      <Show when={offlineSince()}>
        {(since) => <Notice tone="warn">{panelTexts.offline(time(since()))}</Notice>}
      </Show>
      <main class="board-called" aria-live="polite">
        <h1>{panelTexts.calling}</h1>
        <Show
          when={view().called.length > 0}
          fallback={
            <div class="board-nobody">
              <Icon name="ticket" />
              <strong>{panelTexts.nobody}</strong>
              <p>{panelTexts.nobodyText}</p>
            </div>
          }
        >
          <ul data-count={Math.min(view().called.length, maxLarge)}>
            <For each={view().called.slice(0, maxLarge)}>
              {(call) => (
                <li
                  data-testid="called"
                  data-number={call.number}
                  data-slot={call.slot ?? ''}
                  data-announced={announced()?.id === call.id ? '' : undefined}
                  style={{ '--service': call.color, '--on-service': inkOn(call.color) }}
                >
                  <span class="board-number">{call.number}</span>
                  <span class="board-place">
                    <span>{call.service}</span>
                    <strong>
                      {call.slot === null ? panelTexts.goToDesk : panelTexts.slot(call.slot)}
                    </strong>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </main>
      <aside class="board-recent">
        <h2>{panelTexts.recent}</h2>
        <ul>
          <For each={view().recent} fallback={<li>{panelTexts.noneRecent}</li>}>
            {(call) => (
              <li data-testid="recent" data-number={call.number}>
                <strong>{call.number}</strong>
                <span>{call.service}</span>
                <time>{time(call.calledAt)}</time>
              </li>
            )}
          </For>
        </ul>
      </aside>
      <footer class="board-foot">
        <WaitList waits={view().waits} />
        <SoundLine bell={props.environment.bell} voice={props.environment.voice} />
      </footer>
    </div>
  )
}
