import { type PublicKey, type VerifyText } from '../crypto/keys.ts'
import { type DeviceId, type GrantId, type OperatorId } from '../ids/ids.ts'
import { isOwnedBy } from '../ids/make-ids.ts'
import { type Result, err, ok } from '../result/result.ts'
import { judgeTicketQr } from '../ticket-qr/judge-ticket-qr.ts'
import { type EventPlace, type TicketEvent } from './event.ts'
import { importedPaper } from './imported-paper.ts'
import { readEvent, type EventData, type KnownEvent } from './known-event.ts'
import { isSignedBy, type IdentifiedEvent } from './sign-event.ts'
import { mayAppend, type Role } from './who-may-append.ts'

/** What the tenant's registry says about a device. */
export interface DeviceRecord {
  readonly publicKey: PublicKey
  readonly kind: 'kiosk' | 'tablet' | 'panel'
  readonly revokedAt: number | null
}

/** What a grant says: this operator, in this role, on the device with this key. */
export interface GrantRecord {
  readonly operator: OperatorId
  readonly role: 'operator' | 'manager'
  readonly device: DeviceId
  readonly until: number
}

/** What admission may ask: the tenant's registry and a way to check signatures. Nothing about the ticket. */
export interface AdmissionContext {
  readonly device: (id: DeviceId) => DeviceRecord | undefined
  readonly grant: (id: GrantId) => GrantRecord | undefined
  readonly isSettlementKey: (key: PublicKey) => boolean
  readonly verify: VerifyText
}

/** Why the gateway does not let an event into the ledger. */
export type AdmissionRefusal =
  | 'unknown_type'
  | 'malformed'
  | 'unknown_device'
  | 'revoked_device'
  | 'unknown_grant'
  | 'foreign_grant'
  | 'forbidden_role'
  | 'not_owner'
  | 'bad_signature'

/**
 * Judges an event by itself alone: signature, signer's role and grant, type, tenant, owner and
 * schema; never by the ticket's state nor by who relays it, so that every relay and every
 * order of arrival gives the same ledger.
 */
export const admitEvent = (
  place: EventPlace,
  identified: IdentifiedEvent,
  context: AdmissionContext,
): Result<KnownEvent, AdmissionRefusal> => {
  const reading = readEvent(identified.event)
  if (reading.kind !== 'known') return err(reading.kind)
  const signer = signerOf(identified.event, context)
  if (!signer.ok) return signer
  const { publicKey, role, device } = signer.value
  if (!mayAppend(role, reading.event.type)) return err('forbidden_role')
  if (role === 'kiosk' && !(device !== undefined && isOwnedBy(place.ticketId, device)))
    return err('not_owner')
  if (!isSignedBy(place, identified, { publicKey, verify: context.verify }))
    return err('bad_signature')
  if (reading.event.type === 'imported')
    return andPaper(reading.event, reading.event.data, { place, context })
  return ok(reading.event)
}

/** Lists the devices that admission of an event asks about: its author, and the kiosk behind imported paper. */
export const devicesBehind = (event: TicketEvent): readonly DeviceId[] => {
  const reading = event.type === 'imported' ? readEvent(event) : undefined
  const owner =
    reading?.kind === 'known' && reading.event.type === 'imported' ? [reading.event.data.owner] : []
  return event.by.kind === 'gateway' ? owner : [event.by.device, ...owner]
}

/** An import is as good as the paper it carries: the kiosk's key must have signed it, for this very ticket. */
const andPaper = (
  event: KnownEvent,
  data: EventData<'imported'>,
  { place, context }: { readonly place: EventPlace; readonly context: AdmissionContext },
): Result<KnownEvent, AdmissionRefusal> => {
  if (data.paper === undefined) return ok(event)
  if (importedPaper(place.ticketId, data) === undefined) return err('malformed')
  const judged = judgeTicketQr(data.paper, { ...context, tenantId: place.tenantId })
  if (!judged.ok) return err('bad_signature')
  switch (judged.value.verdict.kind) {
    case 'proven':
      return ok(event)
    case 'provisional':
      return err('unknown_device')
    case 'revoked':
      return err('revoked_device')
  }
}

interface Signer {
  readonly publicKey: PublicKey
  readonly role: Role
  readonly device?: DeviceId
}

const signerOf = (
  event: TicketEvent,
  context: AdmissionContext,
): Result<Signer, AdmissionRefusal> => {
  const { by } = event
  if (by.kind === 'gateway')
    return context.isSettlementKey(by.key)
      ? ok({ publicKey: by.key, role: 'gateway' })
      : err('unknown_device')
  const device = context.device(by.device)
  if (device === undefined) return err('unknown_device')
  if (device.revokedAt !== null) return err('revoked_device')
  if (device.kind === 'panel') return err('forbidden_role')
  const { publicKey } = device
  if (by.kind === 'device')
    return device.kind === 'kiosk'
      ? ok({ publicKey, role: 'kiosk', device: by.device })
      : err('forbidden_role')
  const grant = context.grant(by.grant)
  if (grant === undefined) return err('unknown_grant')
  if (grant.operator !== by.operator || grant.device !== by.device) return err('foreign_grant')
  return ok({ publicKey, role: grant.role, device: by.device })
}
