import { join } from 'node:path'
import { type Device, type DeviceHome } from '@totem/shared-schema/local-store'
import { nodeHome, opened, type NodeDeviceOptions } from './node-device.ts'
import { type TestStack } from './test-stack.ts'

type Manner = Pick<NodeDeviceOptions, 'network' | 'clock'>

/** The manager of the demo. */
const gerente = { tenant: 'demo', username: 'gerente', password: 'totem-gerente' }

/** Gives the home of a test's device; its ledger lies in a folder of its name. */
export const homeOf = (
  { origin, folder }: TestStack,
  { name, app }: { readonly name: string; readonly app: NodeDeviceOptions['app'] },
  manner: Manner = {},
): DeviceHome => nodeHome({ app, origin, folder: join(folder, name), ...manner })

/** Pairs a new kiosk. */
export const newKiosk = async (
  totem: TestStack,
  name: string,
  manner: Manner = {},
): Promise<Device> => {
  const { code } = await totem.stack.pair()
  return opened(await homeOf(totem, { name, app: 'kiosk' }, manner).pair(code))
}

/** Logs the manager in on a new tablet. */
export const newTablet = async (
  totem: TestStack,
  name: string,
  manner: Manner = {},
): Promise<Device> => opened(await homeOf(totem, { name, app: 'operator' }, manner).login(gerente))
