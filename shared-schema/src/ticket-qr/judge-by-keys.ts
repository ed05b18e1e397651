import { verifyText } from '../crypto/keys.ts'
import { type DeviceKey } from '../device/device-keys.ts'
import { type TenantId } from '../ids/ids.ts'
import { type PaperJudge } from './judge-ticket-qr.ts'

/** Makes the judge of paper that a tablet has with no network: it goes by the keys it last heard of. */
export const judgeByKeys = (tenantId: TenantId, devices: readonly DeviceKey[]): PaperJudge => ({
  tenantId,
  device: (id) => devices.find(({ device }) => device === id),
  verify: verifyText,
})
