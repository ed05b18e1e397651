import { type CouchServer } from '@totem/couchdb'
import { ok, type OperatorId, type TenantId } from '@totem/shared-schema'
import { tenantDatabase } from '../database/tenant-database.ts'
import { listRegistry } from '../registry/list-registry.ts'
import { type RegistryStore } from '../registry/registry-store.ts'

/** What ending logins works with; `nowMs` gives ms since 1970. */
export interface EndLoginsDeps {
  readonly couch: CouchServer
  readonly store: RegistryStore
  readonly nowMs: () => number
}

/**
 * Ends what an operator has open: tablets no longer act as them, and refresh tokens are good for nothing. What
 * they did offline under their grant until then still comes in: it happened.
 */
export const endLogins = async (
  deps: EndLoginsDeps,
  tenantId: TenantId,
  operator: OperatorId,
): Promise<void> => {
  await endOnTablets(deps, tenantId, operator)
  await endSessions(deps, tenantId, operator)
}

const endOnTablets = async (
  { couch, store }: EndLoginsDeps,
  tenantId: TenantId,
  operator: OperatorId,
): Promise<void> => {
  const devices = await listRegistry(couch, tenantId, 'device')
  const grants = await store.readMany(
    { tenantId, kind: 'grant' },
    devices.flatMap(({ document }) => document.grant ?? []),
  )
  for (const { key, document } of devices) {
    const ended = document.grant
    if (ended === null || grants.get(ended)?.operator !== operator) continue
    await store.decide({ tenantId, kind: 'device', key }, (device) =>
      // Somebody else may have logged in there meanwhile.
      ok(
        device?.grant === ended
          ? { next: { ...device, grant: null }, value: undefined }
          : { value: undefined },
      ),
    )
  }
}

const pageSize = 200

const endSessions = async (
  { couch, store, nowMs }: EndLoginsDeps,
  tenantId: TenantId,
  operator: OperatorId,
): Promise<void> => {
  const registry = tenantDatabase(couch, tenantId, 'registry')
  const selector = {
    _id: { $gt: 'session:', $lt: 'session:\ufff0' },
    operator,
    revokedAt: null,
    expiresAt: { $gt: nowMs() },
  }
  // Each round ends those it finds, so the last one finds none.
  for (;;) {
    const { docs } = await registry.find({ selector, limit: pageSize })
    if (docs.length === 0) return
    for (const { _id } of docs)
      await store.decide({ tenantId, kind: 'session', key: _id.slice('session:'.length) }, (one) =>
        ok(
          one === undefined
            ? { value: undefined }
            : { next: { ...one, revokedAt: one.revokedAt ?? nowMs() }, value: undefined },
        ),
      )
  }
}
