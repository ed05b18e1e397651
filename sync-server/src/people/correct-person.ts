import { type CouchServer } from '@totem/couchdb'
import {
  type Customer,
  Hlc,
  nextHlc,
  type PersonName,
  type Phone,
  type TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'

/** What of a person is put right. */
export interface Correction {
  readonly name: PersonName
  readonly phone: Phone
}

/** So many writers at once on one document mean that something else is wrong. */
const attempts = 20

/**
 * Puts name and phone right on everything a person bought. The later writing wins on every side, so the correction
 * reaches the tablets and no kiosk takes it back.
 */
export const correctPerson = async (
  { couch, nowMs }: { readonly couch: CouchServer; readonly nowMs: () => number },
  tenantId: TenantId,
  { found, correction }: { readonly found: readonly Customer[]; readonly correction: Correction },
): Promise<void> => {
  const database = tenantDatabase(couch, tenantId, 'customers')
  for (const { id } of found)
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const stored = await database.get(id)
      if (stored === undefined || stored._deleted === true) break
      // What the database says of a document's other leaves is not part of it.
      const { _conflicts, ...body } = stored
      const seen = v.parse(Hlc, body['writtenAt'])
      const outcome = await database.put({
        ...body,
        ...correction,
        writtenAt: nextHlc(nowMs(), seen),
      })
      if (outcome.kind === 'stored') break
    }
}
