import { createHmac } from 'node:crypto'
import { type CouchServer } from '@totem/couchdb'
import { type Cpf, Customer, type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'

/** Gives the key under which a CPF is found; it takes the tenant's secret to make, and gives nobody a CPF. */
export const cpfLookupOf = (cpf: Cpf, cpfLookupKey: Uint8Array): string =>
  createHmac('sha256', cpfLookupKey).update(cpf).digest('base64url')

const pageSize = 100

/** Finds the personal data of everything a person bought. */
export const findPerson = async (
  couch: CouchServer,
  tenantId: TenantId,
  cpfLookup: string,
): Promise<readonly Customer[]> => {
  const database = tenantDatabase(couch, tenantId, 'customers')
  const found: Customer[] = []
  let bookmark: string | undefined
  do {
    const page = await database.find({
      selector: { cpfLookup },
      limit: pageSize,
      ...(bookmark === undefined ? {} : { bookmark }),
    })
    for (const stored of page.docs) {
      const customer = v.safeParse(Customer, { ...stored, id: stored._id })
      if (customer.success) found.push(customer.output)
    }
    bookmark = page.bookmark
  } while (bookmark !== undefined)
  return found
}
