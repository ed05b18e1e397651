import { openShift, type Shift } from '@totem/shared-schema'
import { type SyncStatus } from '@totem/shared-schema/local-store'
import { Button, Notice } from '@totem/ui'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { type DayFacts } from '../app/day-facts.ts'
import { useDesk } from '../app/desk.ts'
import { QueueScreen } from '../queue/queue-screen.tsx'
import { StartShift } from '../shift/start-shift.tsx'
import { type Chimes } from '../sound/chimes.ts'
import { createArrivalSounds } from '../sound/create-arrival-sounds.ts'
import { workTexts } from './work.texts.ts'
import { TopBar } from './top-bar.tsx'

/** What the day is drawn from. */
export interface WorkDayProps {
  readonly day: DayFacts
  readonly studio: string
  readonly sync: SyncStatus | undefined
  readonly chimes: Chimes
  readonly logout: () => Promise<void>
}

/** The day at the desk: before the shift is opened, and the queue while it is. */
export const WorkDay = (props: WorkDayProps): JSX.Element => {
  const desk = useDesk()
  const [ending, setEnding] = createSignal<Shift['id']>()
  const shift = createMemo(() => openShift(props.day.shifts))
  const latestShift = (): Shift | undefined =>
    props.day.shifts.toSorted((a, b) => b.opened.at - a.opened.at)[0]
  createArrivalSounds(
    { tickets: () => props.day.tickets, services: () => props.day.services },
    { play: (sound) => props.chimes.play(sound) },
  )
  return (
    <div class="work-screen">
      <TopBar
        studio={props.studio}
        shift={shift()}
        sync={props.sync}
        chimes={props.chimes}
        onEnd={() => setEnding((before) => (before === undefined ? shift()?.id : undefined))}
        onLogout={() => void props.logout()}
      />
      <div class="work-notices">
        <Show when={(props.sync?.refused ?? 0) > 0}>
          <Notice tone="bad">{workTexts.refused(props.sync?.refused ?? 0)}</Notice>
        </Show>
        <For each={desk.notices.list()}>
          {(notice) => (
            <Notice
              tone={notice.tone}
              action={
                <Button onClick={() => desk.notices.dismiss(notice.id)}>{workTexts.dismiss}</Button>
              }
            >
              {notice.text}
            </Notice>
          )}
        </For>
      </div>
      <Show
        when={shift()}
        fallback={<StartShift services={props.day.services} before={latestShift()} />}
      >
        {(open) => (
          <QueueScreen
            day={props.day}
            shift={open()}
            isEnding={ending() === open().id}
            onEndBack={() => setEnding(undefined)}
          />
        )}
      </Show>
    </div>
  )
}
