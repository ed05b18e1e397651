import { setImmediate as breathe } from 'node:timers/promises'
import { type CouchServer } from '@totem/couchdb'
import {
  type ChainCheck,
  type ChainChecks,
  type DeviceId,
  entriesOf,
  type EventId,
  isSignedBy,
  TicketDocument,
  type TenantId,
  type VerifyText,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type Signers } from './admit-tickets.ts'
import { faultIn, type Link } from './chain.ts'

/** What a full look at the audit chains works with; `clock` gives ms since 1970. */
export interface VerifyChainsDeps {
  readonly couch: CouchServer
  readonly signers: Signers
  /** Not the one that remembers: what was good a minute ago may have been changed since. */
  readonly verify: VerifyText
  readonly clock: () => number
}

/** Few at a time: checking a signature takes a tenth of a millisecond, and devices wait for the same thread. */
const pageSize = 50

interface Found {
  readonly links: Map<EventId, Link>
  readonly forged: ChainCheck['forged'][number][]
  lastAt: number
}

/**
 * Looks at every event of a tenant, in ledger and quarantine: whether its device signed what stands there, and
 * whether each device's events form one chain. Changes nothing.
 */
export const verifyChains = async (
  { couch, signers, verify, clock }: VerifyChainsDeps,
  tenantId: TenantId,
): Promise<v.InferOutput<typeof ChainChecks>> => {
  const found = new Map<DeviceId, Found>()
  let tickets = 0
  const foundOf = (device: DeviceId): Found => {
    const known = found.get(device) ?? { links: new Map(), forged: [], lastAt: 0 }
    found.set(device, known)
    return known
  }

  const look = async (body: unknown, isLedger: boolean): Promise<void> => {
    const parsed = v.safeParse(TicketDocument, body)
    if (!parsed.success || parsed.output.tenantId !== tenantId) return
    if (isLedger) tickets += 1
    const { id: ticketId, events } = parsed.output
    const entries = entriesOf(events)
    const ids = entries.flatMap(([, { by }]) => (by.kind === 'gateway' ? [] : [by.device]))
    const devices = await signers.devices(tenantId, ids)
    for (const [id, event] of entries) {
      if (event.by.kind === 'gateway') continue
      const publicKey = devices.get(event.by.device)?.publicKey
      const isSigned =
        publicKey !== undefined &&
        isSignedBy({ tenantId, ticketId }, { id, event }, { publicKey, verify })
      // Anybody can send anything in another's name, and it is refused: only the ledger is held against a device.
      if (!isSigned && !isLedger) continue
      const device = foundOf(event.by.device)
      device.links.set(id, { id, prev: event.prev })
      device.lastAt = Math.max(device.lastAt, event.at)
      if (!isSigned) device.forged.push({ ticket: ticketId, event: id })
    }
  }

  for (const collection of ['tickets', 'quarantine'] as const) {
    const database = tenantDatabase(couch, tenantId, collection)
    const isLedger = collection === 'tickets'
    let page = await database.changes({ since: '0', limit: pageSize })
    while (page.rows.length > 0) {
      for (const { doc } of page.rows)
        if (doc._deleted !== true)
          await look(isLedger ? { ...doc, id: doc._id } : doc['body'], isLedger)
      await breathe()
      page = await database.changes({ since: page.lastSeq, limit: pageSize })
    }
  }
  return {
    checkedAt: clock(),
    tickets,
    chains: [...found].map(([device, { links, forged, lastAt }]) => ({
      device,
      events: links.size,
      lastAt: lastAt === 0 ? null : lastAt,
      fault: faultIn([...links.values()]) ?? null,
      forged,
    })),
  }
}
