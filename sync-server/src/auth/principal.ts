import {
  type DeviceId,
  type GrantId,
  type OperatorId,
  type Role,
  type TenantId,
} from '@totem/shared-schema'

/** The kinds of device that talk to the gateway; also the audience of their tokens. */
export const deviceKinds = ['kiosk', 'tablet', 'panel'] as const
/** What kind of device somebody is. */
export type DeviceKind = (typeof deviceKinds)[number]

/** Who is asking: a device of a tenant, and on a tablet the operator who works there. */
export interface Principal {
  readonly tenantId: TenantId
  readonly device: DeviceId
  readonly kind: DeviceKind
  readonly role: Exclude<Role, 'gateway'>
  /** Present on tablets: whoever logged in there, and the grant under which they act. */
  readonly operator?: OperatorId
  readonly grant?: GrantId
  /** When the token ends, in ms since 1970; a live stream ends with it. */
  readonly expiresAt: number
}
