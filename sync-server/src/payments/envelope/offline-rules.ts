import {
  Cents,
  ok,
  type OfflineRules,
  type OfflineSettings,
  type TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type RegistryStore } from '../../registry/registry-store.ts'

/** Keeps what managers decided about selling on trust. */
export interface OfflineRulesStore {
  readonly settings: (tenantId: TenantId) => Promise<OfflineSettings>
  readonly change: (tenantId: TenantId, settings: OfflineSettings) => Promise<void>
  /** Gives the settings with the key that receives the tenant's money: nobody types that anywhere else. */
  readonly read: (tenantId: TenantId) => Promise<OfflineRules>
}

const cents = (amount: number): Cents => v.parse(Cents, amount)

/** What a studio begins with: a morning without a link, ten customers. Static codes stay off until a manager tried one. */
export const firstSettings: OfflineSettings = {
  envelope: { perTicketCents: cents(20_000), count: 10, sumCents: cents(100_000), minutes: 240 },
  poolPerService: 5,
  staticPix: null,
}

/** Keeps the settings in the registry; `pixKeys` says who receives each tenant's money. */
export const createOfflineRulesStore = (
  store: RegistryStore,
  pixKeys: ReadonlyMap<TenantId, string>,
): OfflineRulesStore => {
  const settings: OfflineRulesStore['settings'] = async (tenantId) =>
    (await store.read({ tenantId, kind: 'offline', key: 'current' })) ?? firstSettings
  return {
    settings,
    change: async (tenantId, next) => {
      await store.decide({ tenantId, kind: 'offline', key: 'current' }, () =>
        ok({ next, value: undefined }),
      )
    },
    read: async (tenantId) => {
      const { envelope, poolPerService, staticPix } = await settings(tenantId)
      const pixKey = pixKeys.get(tenantId)
      return {
        envelope,
        poolPerService,
        staticPix: staticPix === null || pixKey === undefined ? null : { ...staticPix, pixKey },
      }
    },
  }
}
