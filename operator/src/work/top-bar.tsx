import './top-bar.css'
import { type Shift } from '@totem/shared-schema'
import { type SyncStatus } from '@totem/shared-schema/local-store'
import { Button, Icon, SyncBadge } from '@totem/ui'
import { type JSX, Show } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { shiftTexts } from '../shift/shift.texts.ts'
import { type Chimes } from '../sound/chimes.ts'
import { syncLine } from '../sync/sync-line.ts'
import { formatDay, formatTime } from '../time/format-time.ts'
import { workTexts } from './work.texts.ts'

/** What the bar at the top shows and starts. */
export interface TopBarProps {
  readonly studio: string
  readonly shift: Shift | undefined
  readonly sync: SyncStatus | undefined
  readonly chimes: Chimes
  /** Whether the manager's pages are shown in place of the queue. */
  readonly isManaging: boolean
  readonly onManage: () => void
  readonly onEnd: () => void
  readonly onLogout: () => void
}

/** Which studio, who works, what is true about the connection. */
export const TopBar = (props: TopBarProps): JSX.Element => {
  const desk = useDesk()
  return (
    <header class="top-bar">
      <div class="top-bar-studio">
        <strong>{props.studio}</strong>
        <span>
          <Show when={props.shift} fallback={workTexts.noShift}>
            {(shift) =>
              workTexts.since(
                formatDay(shift().businessDay),
                formatTime(shift().opened.at, desk.timeZone()),
              )
            }
          </Show>
        </span>
      </div>
      <Show when={props.sync}>
        {(sync) => (
          <SyncBadge state={sync().state} pending={sync().pending}>
            {syncLine(sync(), { nowMs: desk.now(), timeZone: desk.timeZone() })}
          </SyncBadge>
        )}
      </Show>
      <div class="top-bar-actions">
        <Button
          variant="quiet"
          icon="bell"
          data-testid="mute"
          aria-pressed={props.chimes.muted()}
          aria-label={props.chimes.muted() ? workTexts.unmute : workTexts.mute}
          onClick={() => props.chimes.toggle()}
        >
          {props.chimes.muted() ? workTexts.soundOff : workTexts.soundOn}
        </Button>
        <Show when={desk.grant().role === 'manager'}>
          <Button
            aria-pressed={props.isManaging}
            data-testid="manage"
            onClick={() => props.onManage()}
          >
            {workTexts.manage}
          </Button>
        </Show>
        <Show when={props.shift !== undefined && !props.isManaging}>
          <Button data-testid="end-operation" onClick={() => props.onEnd()}>
            {shiftTexts.end}
          </Button>
        </Show>
        <span class="top-bar-who">
          <Icon name="person" />
          {desk.grant().name}
        </span>
        <Button variant="quiet" data-testid="logout" onClick={() => props.onLogout()}>
          {workTexts.logout}
        </Button>
      </div>
    </header>
  )
}
