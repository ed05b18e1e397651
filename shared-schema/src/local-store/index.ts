export { browserHome } from './browser-device.ts'
export type * from './device.ts'
export {
  createDeviceHome,
  type DeviceHome,
  type HomeOptions,
  type Lock,
} from './home/device-home.ts'
export { type LedgerFolder } from './ledger/ledger-file.ts'
export { type Network } from './sync/network.ts'
