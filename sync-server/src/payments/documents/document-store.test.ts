import { afterAll } from 'vitest'
import { startTestGateway, type TestGateway, testTenant } from '../../_test-gateway.ts'
import { tenantDatabase } from '../../database/tenant-database.ts'
import { documentStoreAcceptance } from './_document-store-acceptance.ts'
import { createMemoryDocumentStore } from './_memory-document-store.ts'
import { createDocumentStore } from './document-store.ts'
import { HookDocument } from './hook.ts'

let gateway: TestGateway | undefined
afterAll(() => gateway?.[Symbol.asyncDispose]())

documentStoreAcceptance('memory', () => Promise.resolve(createMemoryDocumentStore(HookDocument)))
documentStoreAcceptance('CouchDB', async () => {
  gateway = await startTestGateway()
  const payments = tenantDatabase(gateway.services.couch, testTenant, 'payments')
  return createDocumentStore(payments, 'hook', HookDocument)
})
