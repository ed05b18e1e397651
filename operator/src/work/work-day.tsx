import { openShift, type Shift } from '@totem/shared-schema'
import { type SyncStatus } from '@totem/shared-schema/local-store'
import { Button, Notice, Spinner } from '@totem/ui'
import {
  createMemo,
  createSignal,
  For,
  type JSX,
  lazy,
  Match,
  Show,
  Suspense,
  Switch,
} from 'solid-js'
import { type DayFacts } from '../app/day-facts.ts'
import { useDesk } from '../app/desk.ts'
import { StateScreen } from '../app/state-screen.tsx'
import { QueueScreen } from '../queue/queue-screen.tsx'
import { StartShift } from '../shift/start-shift.tsx'
import { type ScanDevices } from '../scan/scan-devices.ts'
import { type Chimes } from '../sound/chimes.ts'
import { createOvertimeAlarm } from '../sound/create-overtime-alarm.ts'
import { createArrivalSounds } from '../sound/create-arrival-sounds.ts'
import { workTexts } from './work.texts.ts'
import { TopBar } from './top-bar.tsx'

/** Few tablets are a manager's: the others need not read this part. */
const ManagerScreen = lazy(async () => {
  const screen = await import('../manager/manager-screen.tsx')
  return { default: screen.ManagerScreen }
})

/** Most tickets come by the network: the reader of paper is loaded when the first does not. */
const ScanScreen = lazy(async () => {
  const screen = await import('../scan/scan-screen.tsx')
  return { default: screen.ScanScreen }
})

/** What the day is drawn from. */
export interface WorkDayProps {
  readonly day: DayFacts
  readonly studio: string
  readonly sync: SyncStatus | undefined
  readonly chimes: Chimes
  readonly scanDevices: ScanDevices
  readonly logout: () => Promise<void>
}

/** The day at the desk: before the shift is opened, and the queue while it is. */
export const WorkDay = (props: WorkDayProps): JSX.Element => {
  const desk = useDesk()
  const [ending, setEnding] = createSignal<Shift['id']>()
  const [wantsToManage, setManaging] = createSignal(false)
  const [scan, setScan] = createSignal<{ readonly code: string | undefined }>()
  const isManaging = (): boolean => wantsToManage() && desk.grant().role === 'manager'
  const shift = createMemo(() => openShift(props.day.shifts))
  const latestShift = (): Shift | undefined =>
    props.day.shifts.toSorted((a, b) => b.opened.at - a.opened.at)[0]
  createArrivalSounds(
    { tickets: () => props.day.tickets, services: () => props.day.services },
    { play: (sound) => props.chimes.play(sound) },
  )
  createOvertimeAlarm(
    { tickets: () => props.day.tickets, now: desk.now },
    { play: (sound) => props.chimes.play(sound) },
  )
  return (
    <div class="work-screen">
      <TopBar
        studio={props.studio}
        shift={shift()}
        sync={props.sync}
        chimes={props.chimes}
        onEnd={() => {
          setScan(undefined)
          setEnding((before) => (before === undefined ? shift()?.id : undefined))
        }}
        isManaging={isManaging()}
        onManage={() => setManaging((before) => !before)}
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
      <Switch fallback={<StartShift services={props.day.services} before={latestShift()} />}>
        <Match when={isManaging()}>
          <Suspense fallback={<StateScreen title={workTexts.opening} icon={<Spinner />} />}>
            <ManagerScreen onBack={() => setManaging(false)} />
          </Suspense>
        </Match>
        <Match when={scan() !== undefined && shift()}>
          {(open) => (
            <Suspense fallback={<StateScreen title={workTexts.opening} icon={<Spinner />} />}>
              <ScanScreen
                day={props.day}
                shift={open()}
                scanDevices={props.scanDevices}
                initialCode={scan()?.code}
                onBack={() => setScan(undefined)}
                onFound={(ticket) => {
                  setScan(undefined)
                  desk.setFound(ticket)
                }}
              />
            </Suspense>
          )}
        </Match>
        <Match when={shift()}>
          {(open) => (
            <QueueScreen
              day={props.day}
              shift={open()}
              isEnding={ending() === open().id}
              onEndBack={() => setEnding(undefined)}
              onScan={(code) => setScan({ code })}
            />
          )}
        </Match>
      </Switch>
    </div>
  )
}
