import { type DeviceVitals } from '@totem/shared-schema/local-store'
import { type Accessor } from 'solid-js'
import { type AppUpdate } from '../app-update/create-app-update.ts'

/** What the staff's corner knows and does of the world. */
export interface StaffTools {
  readonly vitals: DeviceVitals
  /** `undefined` where the browser has no service worker. */
  readonly update: AppUpdate | undefined
  /** Whether the manager wants this build to stay. */
  readonly stays: Accessor<boolean>
  readonly onRepair: () => void
  readonly onReload: () => void
}
