import { type CouchServer } from '@totem/couchdb'
import { type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../../database/tenant-database.ts'
import { createDocumentStore, type DocumentStore } from '../documents/document-store.ts'
import { CashDocument } from './cash-document.ts'

/** The cash of one tenant, as it is written down. */
export interface CashBook extends Pick<DocumentStore<CashDocument>, 'get' | 'decide'> {
  readonly tenantId: TenantId
  /** Gives what was received in a stretch of time, both ends included. */
  readonly receivedBetween: (fromMs: number, toMs: number) => Promise<readonly CashDocument[]>
}

const pageSize = 100

/** Opens the cash book of a tenant, beside the other documents of its money. */
export const createCashBook = (couch: CouchServer, tenantId: TenantId): CashBook => {
  const payments = tenantDatabase(couch, tenantId, 'payments')
  const { get, decide } = createDocumentStore(payments, 'cash', CashDocument)
  return {
    tenantId,
    get,
    decide,
    receivedBetween: async (fromMs, toMs) => {
      const found: CashDocument[] = []
      let bookmark: string | undefined
      do {
        const page = await payments.find({
          selector: {
            type: 'cash',
            state: 'received',
            receivedAt: { $gte: fromMs, $lte: toMs },
          },
          limit: pageSize,
          ...(bookmark !== undefined && { bookmark }),
        })
        found.push(...page.docs.map((stored) => v.parse(CashDocument, stored)))
        bookmark = page.bookmark
      } while (bookmark !== undefined)
      return found
    },
  }
}
