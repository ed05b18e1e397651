import { type DeviceHome } from '@totem/shared-schema/local-store'
import { type Accessor } from 'solid-js'
import { type ScanDevices } from '../scan/scan-devices.ts'
import { type Chimes } from '../sound/chimes.ts'

/** What the app needs of the world around it. */
export interface Environment {
  readonly home: DeviceHome
  /** The tenant that a first log-in names. */
  readonly tenant: string
  /** The time in ms since 1970, ticking. */
  readonly now: Accessor<number>
  readonly chimes: Chimes
  readonly scanDevices: ScanDevices
  /** Told whether a finger is in the middle of something, so that no new build comes in now. */
  readonly setHeld: (isHeld: boolean) => void
  readonly reload: () => void
}
