import { canonicalJson, DeviceKeys } from '@totem/shared-schema'
import { type Ledger } from '../ledger/ledger.ts'
import { type Session } from '../sync/session.ts'

/** Time limit of the question, in milliseconds. */
const timeoutMs = 8_000

/** Asks the gateway for the studio's devices and keeps them in the ledger; gives whether it answered. */
export const askDeviceKeys = async (session: Session, ledger: Ledger): Promise<boolean> => {
  const answer = await session.request({
    method: 'GET',
    path: '/sync/device-keys',
    timeoutMs,
    answer: DeviceKeys,
  })
  if (!answer.ok) return false
  const { devices } = answer.value
  await ledger.write(({ deviceKeys }) => ({
    records:
      canonicalJson(deviceKeys) === canonicalJson(devices)
        ? []
        : [{ kind: 'device_keys', devices }],
    value: undefined,
  }))
  return true
}
