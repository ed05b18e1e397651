import { randomBytes } from 'node:crypto'
import { deviceIdOf, keyPairFromSeed } from '@totem/shared-schema'
import { startTestGateway, testTenant } from '../../_test-gateway.ts'
import { tenantDatabase } from '../../database/tenant-database.ts'
import { ticketToStored } from '../../replication/stored-ticket.ts'
import { createMemoryTicketLedger } from './_memory-ticket-ledger.ts'
import { ticketLedgerAcceptance } from './_ticket-ledger-acceptance.ts'
import { openTicketLedger } from './couch-ticket-ledger.ts'

ticketLedgerAcceptance('memory', () => {
  const ledger = createMemoryTicketLedger()
  return Promise.resolve({
    ledger,
    arrive: (document) => {
      ledger.arrive(document)
      return Promise.resolve()
    },
    quarantine: (document) => Promise.resolve(ledger.quarantine(document)),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  })
})

ticketLedgerAcceptance('CouchDB', async () => {
  const gateway = await startTestGateway()
  const { couch } = gateway.services
  const { publicKey } = keyPairFromSeed(new Uint8Array(32).fill(2))
  const tickets = tenantDatabase(couch, testTenant, 'tickets')
  const quarantine = tenantDatabase(couch, testTenant, 'quarantine')
  return {
    ledger: openTicketLedger(couch, testTenant, publicKey),
    arrive: async (document) => {
      await tickets.put(ticketToStored(document, undefined))
    },
    quarantine: async (document) => {
      const entry = `tickets-${randomBytes(16).toString('hex')}`
      await quarantine.put({
        _id: entry,
        tenantId: testTenant,
        collection: 'tickets',
        documentId: document.id,
        reason: 'unknown_device',
        body: document,
        state: 'waiting',
        device: deviceIdOf(publicKey),
        operator: null,
        receivedAt: Date.now(),
        decidedBy: null,
        decidedAt: null,
      })
      return entry
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  }
})
