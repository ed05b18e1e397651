import { defaultTimeZone, ok, type TenantId, type TenantProfile } from '@totem/shared-schema'
import { firstNotice } from './first-notice.ts'
import { type RegistryDocument } from './registry-documents.ts'
import { type RegistryStore } from './registry-store.ts'
import { type Registry } from './registry.ts'

/** What a studio begins with; its manager may change it. */
const firstProfile = (studio: string): RegistryDocument<'profile'> => ({
  studio,
  timeZone: defaultTimeZone,
  notice: firstNotice,
})

/** Gives a tenant its first profile; one that is there stays. */
export const ensureProfile = async (
  store: RegistryStore,
  tenantId: TenantId,
  studio: string,
): Promise<void> => {
  await store.decide({ tenantId, kind: 'profile', key: 'current' }, (profile) =>
    ok(
      profile === undefined
        ? { next: firstProfile(studio), value: undefined }
        : { value: undefined },
    ),
  )
}

/** Gives a tenant's profile, which bootstrap has written before anybody can ask for it. */
export const profileOf = async (registry: Registry, tenantId: TenantId): Promise<TenantProfile> => {
  const profile = await registry.profile(tenantId)
  if (profile === undefined) throw new Error(`tenant ${tenantId} has no profile`)
  return profile
}
