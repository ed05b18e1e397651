import { createPublicKey, verify } from 'node:crypto'
import * as v from 'valibot'
import { seededBytes } from '../_random-bytes.ts'
import { hashText, keyPairFromSeed, type KeyPair, type VerifyText } from '../crypto/keys.ts'
import { GrantId, OperatorId, type DeviceId } from '../ids/ids.ts'
import { deviceIdOf } from '../ids/make-ids.ts'
import { aTicketId, demo } from './_a-ticket.ts'
import { type AdmissionContext, type DeviceRecord, type GrantRecord } from './admission.ts'
import { type Author, type EventPlace } from './event.ts'

/** The gateway's own Ed25519: tickets are judged with it in production, and 40 times faster here. */
const verifyOnGateway: VerifyText = (text, signature, publicKey) =>
  verify(
    null,
    Buffer.from(text),
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  )

/** A device, or somebody who pretends to be one. */
export interface Machine {
  readonly id: DeviceId
  readonly keys: KeyPair
}
const machine = (name: string): Machine => {
  const keys = keyPairFromSeed(seededBytes(name)(32))
  return { id: deviceIdOf(keys.publicKey), keys }
}
export const kiosk = machine('kiosk')
export const otherKiosk = machine('other kiosk')
export const lostKiosk = machine('lost kiosk')
export const tablet = machine('tablet')
export const otherTablet = machine('other tablet')
export const lostTablet = machine('lost tablet')
export const panel = machine('panel')
export const stranger = machine('stranger')
export const gateway = machine('gateway')

const record = (
  { keys }: Machine,
  kind: DeviceRecord['kind'],
  revokedAt: number | null = null,
): DeviceRecord => ({ publicKey: keys.publicKey, kind, revokedAt })
const devices = new Map<DeviceId, DeviceRecord>([
  [kiosk.id, record(kiosk, 'kiosk')],
  [otherKiosk.id, record(otherKiosk, 'kiosk')],
  [lostKiosk.id, record(lostKiosk, 'kiosk', 1)],
  [tablet.id, record(tablet, 'tablet')],
  [otherTablet.id, record(otherTablet, 'tablet')],
  [lostTablet.id, record(lostTablet, 'tablet', 0)],
  [panel.id, record(panel, 'panel')],
])

const operatorId = (name: string): OperatorId => v.parse(OperatorId, name)
const grantId = (name: string): GrantId => v.parse(GrantId, `g${hashText(name).slice(0, 26)}`)
const granted = (
  name: string,
  role: GrantRecord['role'],
  device: Machine,
): [GrantId, GrantRecord] => [
  grantId(name),
  { operator: operatorId(name), role, device: device.id, until: 1_000 },
]
const grants = new Map<GrantId, GrantRecord>([
  granted('ana', 'operator', tablet),
  granted('gerente', 'manager', tablet),
  granted('zeca', 'operator', lostTablet),
  granted('tv', 'manager', panel),
])

/** A tenant with two kiosks, two tablets, a panel, and a lost kiosk and tablet that were revoked. */
export const context: AdmissionContext = {
  device: (id) => devices.get(id),
  grant: (id) => grants.get(id),
  isSettlementKey: (key) => key === gateway.keys.publicKey,
  verify: verifyOnGateway,
}

/** A ticket that the kiosk sold. */
export const place: EventPlace = { tenantId: demo, ticketId: aTicketId(kiosk.id, 'first') }
export const byDevice = ({ id }: Machine): Author => ({ kind: 'device', device: id })
export const byOperator = (device: Machine, operator: string, grant = operator): Author => ({
  kind: 'operator',
  device: device.id,
  operator: operatorId(operator),
  grant: grantId(grant),
})
