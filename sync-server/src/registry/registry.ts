import {
  type DeviceId,
  type DeviceRecord,
  type GrantId,
  type GrantRecord,
  type TenantId,
  type TenantProfile,
  ok,
} from '@totem/shared-schema'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { type RegistryDocument } from './registry-documents.ts'
import { type RegistryStore } from './registry-store.ts'
import { createTtlCache, type TtlCache } from './ttl-cache.ts'

/** Answers who belongs to a tenant. Answers may be two seconds old. */
export interface Registry {
  /** Gives the devices among the ids that the tenant knows, revoked ones included. */
  readonly devices: (
    tenantId: TenantId,
    ids: readonly DeviceId[],
  ) => Promise<ReadonlyMap<DeviceId, DeviceRecord>>
  /** Gives the grants among the ids that the tenant's gateway has issued, ended ones included. */
  readonly grants: (
    tenantId: TenantId,
    ids: readonly GrantId[],
  ) => Promise<ReadonlyMap<GrantId, GrantRecord>>
  /** Says whether a device may not come in (any more); one nobody knows may not either. */
  readonly isRevoked: (tenantId: TenantId, device: DeviceId) => Promise<boolean>
  /** Shuts a device out, at once here and within two seconds on other gateways. */
  readonly revoke: (tenantId: TenantId, device: DeviceId) => Promise<void>
  /** Gives what devices must know of a tenant; `undefined` before bootstrap wrote it. */
  readonly profile: (tenantId: TenantId) => Promise<TenantProfile | undefined>
}

/** What the registry is built on. */
export interface RegistryDeps {
  readonly store: RegistryStore
  readonly tenants: ReadonlyMap<TenantId, TenantKeys>
  readonly nowMs: () => number
}

/** How long a device that was revoked elsewhere may still come in, in milliseconds. */
const ttlMs = 2_000

interface TenantCaches {
  readonly devices: TtlCache<DeviceId, RegistryDocument<'device'>>
  readonly grants: TtlCache<GrantId, RegistryDocument<'grant'>>
}

/** Makes the registry of all tenants. */
export const createRegistry = ({ store, tenants, nowMs }: RegistryDeps): Registry => {
  const cachesOf = (tenantId: TenantId): TenantCaches => ({
    devices: createTtlCache({
      load: (ids) => store.readMany({ tenantId, kind: 'device' }, ids),
      ttlMs,
      nowMs,
    }),
    grants: createTtlCache({
      load: (ids) => store.readMany({ tenantId, kind: 'grant' }, ids),
      ttlMs,
      nowMs,
    }),
  })
  const caches = new Map([...tenants.keys()].map((id) => [id, cachesOf(id)]))

  const devices: Registry['devices'] = async (tenantId, ids) =>
    (await caches.get(tenantId)?.devices.getMany(ids)) ?? new Map()

  return {
    devices,
    grants: async (tenantId, ids) => (await caches.get(tenantId)?.grants.getMany(ids)) ?? new Map(),
    isRevoked: async (tenantId, id) => {
      const device = (await devices(tenantId, [id])).get(id)
      // Also for a device nobody knows, whose `revokedAt` is undefined.
      return device?.revokedAt !== null
    },
    revoke: async (tenantId, id) => {
      await store.decide({ tenantId, kind: 'device', key: id }, (device) =>
        ok(
          device?.revokedAt !== null
            ? { value: undefined }
            : { next: { ...device, revokedAt: nowMs() }, value: undefined },
        ),
      )
      caches.get(tenantId)?.devices.forget(id)
    },
    profile: async (tenantId) => {
      const keys = tenants.get(tenantId)
      const profile = await store.read({ tenantId, kind: 'profile', key: 'current' })
      if (keys === undefined || profile === undefined) return undefined
      return {
        ...profile,
        tenantId,
        sealingKey: keys.sealing.publicKey,
        settlementKeys: [keys.settlement.publicKey],
      }
    },
  }
}
