import { type CouchServer } from '@totem/couchdb'
import { Service, type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'

/** A catalogue longer than this is no studio's. */
const maxServices = 200

/** Lists every service of a studio, also those no longer sold, in the order of the screen. */
export const listServices = async (
  couch: CouchServer,
  tenantId: TenantId,
): Promise<readonly Service[]> => {
  const { docs } = await tenantDatabase(couch, tenantId, 'catalog').find({
    selector: { _id: { $gt: null } },
    limit: maxServices,
  })
  return docs
    .flatMap((stored) => {
      const service = v.safeParse(Service, { ...stored, id: stored._id })
      return service.success ? [service.output] : []
    })
    .toSorted((a, b) => a.position - b.position)
}
