import { type DeviceHealth } from '@totem/shared-schema'
import { type Device, type SyncStatus } from '@totem/shared-schema/local-store'
import { type JSX, Show, createResource, createSignal, from, onCleanup, onMount } from 'solid-js'
import { type HeardFigures } from '../queue/create-queue-figures.ts'
import { useTexts } from '../texts/language.ts'
import { type Clock } from '../time/clock.ts'
import { type StaffDoor } from './create-staff-door.ts'
import { PinScreen } from './pin-screen.tsx'
import { StaffCorner } from './staff-corner.tsx'
import { factRows, type KnownFacts } from './staff-facts.ts'
import { type StaffTools } from './staff-tools.ts'
import { staffTexts } from './staff.texts.ts'

/** The staff's corner behind its door. */
export interface StaffProps {
  readonly door: StaffDoor
  readonly tools: StaffTools
  readonly device: Pick<Device, 'identity' | 'ledger' | 'offlineCredit$'>
  readonly sync: SyncStatus | undefined
  readonly figures: HeardFigures | undefined
  readonly timeZone: string
  readonly clock: Clock
}

/** How often the corner looks again at what tells nobody that it changed, in ms. */
const lookMs = 2_000

/** Asks for the PIN, then shows the corner. */
export const Staff = (props: StaffProps): JSX.Element => (
  <Show when={props.door.state().kind === 'open'} fallback={<PinScreen door={props.door} />}>
    <Corner {...props} />
  </Show>
)

const Corner = (props: StaffProps): JSX.Element => {
  const texts = useTexts(staffTexts)
  // eslint-disable-next-line solid/reactivity -- a kiosk has one device for life
  const credit = from(props.device.offlineCredit$)
  const [look, setLook] = createSignal(0)
  onMount(() => onCleanup(props.clock.every(lookMs, () => setLook((count) => count + 1))))
  const [storage] = createResource(look, (): Promise<DeviceHealth['storage']> =>
    props.tools.vitals.storage().catch(() => null),
  )
  const version = (): KnownFacts['version'] =>
    props.tools.stays()
      ? 'stays'
      : props.tools.update?.isWaiting() === true
        ? 'new_waits'
        : 'latest'
  const rows = () => {
    look()
    return factRows(
      {
        identity: props.device.identity,
        build: props.tools.vitals.build,
        version: version(),
        sync: props.sync,
        ledger: props.device.ledger(),
        storage: storage.latest ?? null,
        clockOffsetMs:
          props.figures === undefined
            ? undefined
            : props.figures.figures.at - props.figures.heardAt,
        credit: credit(),
        nowMs: props.clock.now(),
        timeZone: props.timeZone,
      },
      texts(),
    )
  }
  return (
    <StaffCorner
      rows={rows()}
      onUpdate={props.tools.update?.isWaiting() === true ? props.tools.update.applyNow : undefined}
      onRepair={props.sync?.pending === 0 ? props.tools.onRepair : undefined}
      onReload={() => props.tools.onReload()}
      onFullScreen={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
      onLeave={() => props.door.shut()}
    />
  )
}
