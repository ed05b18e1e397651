import {
  deviceIdOf,
  type EventData,
  type EventType,
  Hlc,
  type IdentifiedEvent,
  keyPairFromSeed,
  makeGrantId,
  OperatorId,
  signEvent,
  TenantId,
  type TicketId,
} from '@totem/shared-schema'
import * as v from 'valibot'

const keysOf = (seed: number): ReturnType<typeof keyPairFromSeed> =>
  keyPairFromSeed(new Uint8Array(32).fill(seed))
const kioskKeys = keysOf(1)
const tabletKeys = keysOf(3)
const tablet = deviceIdOf(tabletKeys.publicKey)

/** The studio whose shop it is. */
export const tenantId = v.parse(TenantId, 'demo')
/** What the shop's gateways sign settlements with. */
export const settlementKey = keysOf(2)
/** The kiosk that sells. */
export const kiosk = deviceIdOf(kioskKeys.publicKey)
/** The operator who acts at the tablet. */
export const manager = v.parse(OperatorId, 'gerente')

/** Signs an event as the kiosk, or as the operator where only operators do it or it is said so. */
export const signAct = <T extends EventType>(
  ticketId: TicketId,
  {
    type,
    data,
    nowMs,
    isByOperator,
  }: {
    readonly type: T
    readonly data: EventData<T>
    readonly nowMs: number
    readonly isByOperator?: boolean
  },
): IdentifiedEvent => {
  const isOperators = isByOperator ?? (type === 'paid_by_hand' || type === 'returned')
  const grant = makeGrantId({ nowMs: 0, randomBytes: (count) => new Uint8Array(count) })
  return signEvent(
    { tenantId, ticketId },
    {
      type,
      at: v.parse(Hlc, nowMs),
      by: isOperators
        ? { kind: 'operator', device: tablet, operator: manager, grant }
        : { kind: 'device', device: kiosk },
      prev: null,
      data,
    },
    isOperators ? tabletKeys.secretKey : kioskKeys.secretKey,
  )
}
