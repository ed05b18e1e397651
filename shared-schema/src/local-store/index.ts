export { browserHome } from './browser-device.ts'
export { browserVitals } from './browser/browser-vitals.ts'
export type * from './device.ts'
export {
  createDeviceHome,
  type DeviceHome,
  type HomeOptions,
  type Lock,
} from './home/device-home.ts'
export { webLock } from './browser/web-lock.ts'
export { type LedgerFile, type LedgerFolder } from './ledger/ledger-file.ts'
export { type Network } from './sync/network.ts'
export { browserPanel } from './panel/browser-panel.ts'
export { type PanelBoard, type PanelDevice } from './panel/panel-device.ts'
export { createPanelHome, type PanelHome } from './panel/panel-home.ts'
export { type RequestProblem } from './sync/request.ts'
export { type DeviceVitals } from './health/report-health.ts'
