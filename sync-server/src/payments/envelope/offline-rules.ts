import {
  Cents,
  ok,
  type OfflineRules,
  type OfflineSettings,
  type OfflineSettingsShown,
  type OperatorId,
  type TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type RegistryStore } from '../../registry/registry-store.ts'

/** A manager's decision, and when it was made, in ms since 1970. */
export interface OfflineDecision {
  readonly settings: OfflineSettings
  readonly by: OperatorId | null
  readonly at: number
}

/** Keeps what managers decided about selling on trust. */
export interface OfflineRulesStore {
  readonly settings: (tenantId: TenantId) => Promise<OfflineSettingsShown>
  readonly change: (tenantId: TenantId, decision: OfflineDecision) => Promise<OfflineSettingsShown>
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
  const settings: OfflineRulesStore['settings'] = async (tenantId) => ({
    ...firstSettings,
    changedAt: null,
    changedBy: null,
    ...(await store.read({ tenantId, kind: 'offline', key: 'current' })),
  })
  return {
    settings,
    change: async (tenantId, { settings: next, by, at }) => {
      const decided = { ...next, changedAt: at, changedBy: by }
      await store.decide({ tenantId, kind: 'offline', key: 'current' }, () =>
        ok({ next: decided, value: undefined }),
      )
      return decided
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
