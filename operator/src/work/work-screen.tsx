import './work-screen.css'
import { defaultTimeZone, type Grant, type TicketId } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { Spinner } from '@totem/ui'
import { createEffect, createSignal, type JSX, onCleanup, Show } from 'solid-js'
import { createObserved } from '../app/create-observed.ts'
import { type DayFacts } from '../app/day-facts.ts'
import { type Desk, DeskContext, type OpenPanel } from '../app/desk.ts'
import { type Environment } from '../app/environment.ts'
import { StateScreen } from '../app/state-screen.tsx'
import { createNotices } from '../notices/create-notices.ts'
import { createStaff } from '../notices/create-staff.ts'
import { lostRaceText, type NoticeFacts, problemText } from '../notices/notice-texts.ts'
import { createActs } from '../queue/create-acts.ts'
import { WorkDay } from './work-day.tsx'
import { workTexts } from './work.texts.ts'

/** How long a row that was scanned stands out, in milliseconds. */
const foundMs = 8_000

/** What the work screen is opened with. */
export interface WorkScreenProps {
  readonly device: Device
  readonly grant: Grant
  readonly environment: Environment
  readonly logout: () => Promise<void>
}

/** Everything behind the log-in: follows the device and lays out the desk. */
export const WorkScreen = (props: WorkScreenProps): JSX.Element => {
  // eslint-disable-next-line solid/reactivity -- both stay the same while somebody is logged in
  const { device, environment } = props
  const profile = createObserved(device.profile$)
  const sync = createObserved(device.sync$)
  const hasSynced = createObserved(device.hasSynced$)
  const services = createObserved(device.catalog$)
  const shifts = createObserved(device.shifts$)
  const tickets = createObserved(device.tickets$)
  const customers = createObserved(device.customers$)
  const deviceKeys = createObserved(device.deviceKeys$)
  const [panel, setPanel] = createSignal<OpenPanel>()
  const [found, setFound] = createSignal<TicketId>()
  const notices = createNotices()
  const timeZone = (): string => profile()?.timeZone ?? defaultTimeZone

  const nameOf = createStaff(device, () => sync() !== undefined && sync()?.state !== 'offline')
  const noticeFacts = (): NoticeFacts => ({ timeZone: timeZone(), nameOf })
  const acts = createActs({
    device,
    now: () => environment.now(),
    onProblem: (problem, on) => notices.add('warn', problemText(problem, on.number, noticeFacts())),
  })
  const subscription = device.notices$.subscribe((notice) =>
    notices.add('warn', lostRaceText(notice, noticeFacts())),
  )
  onCleanup(() => subscription.unsubscribe())

  createEffect(() => {
    if (found() === undefined) return
    const ended = setTimeout(() => setFound(undefined), foundMs)
    onCleanup(() => clearTimeout(ended))
  })
  createEffect(() =>
    environment.setHeld(acts.isAnyBusy() || panel() !== undefined || (sync()?.pending ?? 0) > 0),
  )
  onCleanup(() => environment.setHeld(false))

  const desk: Desk = {
    device,
    grant: () => props.grant,
    timeZone,
    now: () => environment.now(),
    acts,
    notices,
    panel,
    setPanel,
    found,
    setFound,
  }
  const day = (): DayFacts | undefined => {
    // An empty queue before the first synchronisation would be a lie, and a second shift would be opened.
    if (hasSynced() !== true) return undefined
    const [offered, known, all, people] = [services(), shifts(), tickets(), customers()]
    if (!offered || !known || !all || !people) return undefined
    const facts = { services: offered, shifts: known, tickets: all, customers: people }
    return { ...facts, deviceKeys: deviceKeys() ?? [] }
  }
  return (
    <DeskContext.Provider value={desk}>
      <Show when={day()} fallback={<StateScreen title={workTexts.loading} icon={<Spinner />} />}>
        {(ready) => (
          <WorkDay
            day={ready()}
            studio={profile()?.studio ?? ''}
            sync={sync()}
            chimes={environment.chimes}
            scanDevices={environment.scanDevices}
            logout={props.logout}
          />
        )}
      </Show>
    </DeskContext.Provider>
  )
}
