import { type DeviceId, ok, type TenantId } from '@totem/shared-schema'
import { type RegistryDocument } from './registry-documents.ts'
import { type RegistryStore } from './registry-store.ts'

/** What a device said of itself, and when. */
export type HeardHealth = RegistryDocument<'health'>

/** How old what is written may be while nothing has changed, in milliseconds: hundreds of devices speak every minute. */
const freshMs = 3 * 60_000

/** Keeps what a device says of itself; the same again is written down only now and then. */
export const keepHealth = async (
  store: RegistryStore,
  { tenantId, device }: { readonly tenantId: TenantId; readonly device: DeviceId },
  heard: HeardHealth,
): Promise<void> => {
  await store.decide({ tenantId, kind: 'health', key: device }, (known) =>
    ok(
      known !== undefined && heard.at - known.at < freshMs && isSame(known, heard)
        ? { value: undefined }
        : { next: heard, value: undefined },
    ),
  )
}

/** A disk that fills by a few bytes is no news. */
const isSame = (a: HeardHealth, b: HeardHealth): boolean =>
  a.build === b.build &&
  a.pending === b.pending &&
  a.refused === b.refused &&
  a.storage?.persisted === b.storage?.persisted &&
  a.printer?.state === b.printer?.state &&
  a.printer?.waiting === b.printer?.waiting &&
  a.termsAt === b.termsAt &&
  JSON.stringify(a.offline) === JSON.stringify(b.offline)
