import './sync-badge.css'
import { type JSX } from 'solid-js'
import { Icon, type IconName } from '../icon/icon.tsx'

/** Whether the gateway is there, and whether everything has reached it. */
export type SyncState = 'online' | 'offline' | 'syncing'

/** What a device knows of its synchronisation, and the sentence that says it. */
export interface SyncBadgeProps {
  readonly state: SyncState
  /** How many documents the gateway has not acknowledged yet. */
  readonly pending: number
  readonly children: JSX.Element
}

const icons: Readonly<Record<SyncState, IconName>> = {
  online: 'cloud',
  offline: 'cloud-off',
  syncing: 'sync',
}

/** Says in a corner of the screen what is true about the connection. */
export const SyncBadge = (props: SyncBadgeProps): JSX.Element => (
  <span
    class="ui-sync"
    role="status"
    data-testid="sync-status"
    data-state={props.state}
    data-pending={props.pending}
  >
    <Icon name={icons[props.state]} />
    <span>{props.children}</span>
  </span>
)
