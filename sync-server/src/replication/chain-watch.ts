import { setTimeout as sleep } from 'node:timers/promises'
import { type CouchServer, type StoredDocument } from '@totem/couchdb'
import {
  entriesOf,
  isSignedBy,
  ok,
  TicketDocument,
  type DeviceId,
  type EventId,
  type TenantId,
  type TicketEvent,
  type VerifyText,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type Background } from '../background/background.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type RecordEvent } from '../events.ts'
import { type RegistryStore } from '../registry/registry-store.ts'
import { type Signers } from './admit-tickets.ts'
import { faultIn, isWhole, joinLinks, type Link } from './chain.ts'
import { type ReplicationMetrics } from './replication-metrics.ts'

/** Follows the audit chain of every device. It raises alarms and never refuses anything. */
export interface ChainWatch {
  /** Hears of events that are new in the ledger. */
  readonly sawAdmitted: (tenantId: TenantId, events: Iterable<SeenEvent>) => void
  /** Hears of refused events that are new in quarantine: the chain spans both. */
  readonly sawRefused: (tenantId: TenantId, body: unknown) => void
  /** Looks through ledger and quarantine for chains that stayed torn, and raises alarms. */
  readonly auditTorn: (tenantId: TenantId) => Promise<void>
}

/** An event with its id. */
export type SeenEvent = readonly [EventId, TicketEvent]

/** What watching works with; `clock` gives ms since 1970. */
export interface ChainWatchDeps {
  readonly couch: CouchServer
  readonly store: RegistryStore
  readonly signers: Signers
  readonly verify: VerifyText
  readonly record: RecordEvent
  readonly metrics: ReplicationMetrics
  readonly background: Background
  readonly clock: () => number
}

/** How long a chain may stay torn before somebody looks, in ms: batches come in any order, and links drop. */
export const tornMs = 10 * 60_000

const pageSize = 500

/**
 * How long events gather before the chains of their devices are written, in ms: one write for all of them, beside the
 * pushes. What a crash loses of it, the full look at torn chains finds.
 */
const gatherMs = 1_000

/** Makes the watch. */
export const createChainWatch = (deps: ChainWatchDeps): ChainWatch => {
  const { couch, store, signers, verify, record, metrics, background, clock } = deps
  /** Devices whose chain is torn, and since when; a gateway that starts learns of them with their next event. */
  const torn = new Map<string, { tenantId: TenantId; device: DeviceId; since: number }>()
  const waiting = new Map<TenantId, Map<DeviceId, Link[]>>()

  const saw = (tenantId: TenantId, events: Iterable<SeenEvent>): void => {
    const gathering = waiting.get(tenantId)
    const links = gathering ?? new Map<DeviceId, Link[]>()
    for (const [id, { by, prev }] of events) {
      if (by.kind === 'gateway') continue
      const known = links.get(by.device)
      if (known === undefined) links.set(by.device, [{ id, prev }])
      else known.push({ id, prev })
    }
    if (gathering !== undefined || links.size === 0) return
    waiting.set(tenantId, links)
    background.detach(async () => {
      // Also when the gateway is closing: what waits is written then.
      await sleep(gatherMs, undefined, { signal: background.closing }).catch(() => undefined)
      waiting.delete(tenantId)
      await join(tenantId, links)
    })
  }

  const join = async (
    tenantId: TenantId,
    links: ReadonlyMap<DeviceId, readonly Link[]>,
  ): Promise<void> => {
    const openSince = new Map<DeviceId, number | null>()
    await store.changeMany({ tenantId, kind: 'chain' }, [...links.keys()], (device, chain) => {
      const stretches = [...joinLinks(chain?.stretches ?? [], links.get(device) ?? [])]
      const since = isWhole(stretches) ? null : (chain?.openSince ?? clock())
      openSince.set(device, since)
      return { stretches, openSince: since, alarm: chain?.alarm ?? null }
    })
    for (const [device, since] of openSince) {
      const key = `${tenantId}/${device}`
      if (since === null) torn.delete(key)
      else torn.set(key, { tenantId, device, since })
    }
  }

  /** Reads every event of some devices, wherever it lies. */
  const readLinks = async (
    tenantId: TenantId,
    devices: ReadonlySet<DeviceId>,
  ): Promise<ReadonlyMap<DeviceId, ReadonlyMap<EventId, Link>>> => {
    const found = new Map([...devices].map((device) => [device, new Map<EventId, Link>()]))
    for (const collection of ['tickets', 'quarantine'] as const) {
      const database = tenantDatabase(couch, tenantId, collection)
      let page = await database.changes({ since: '0', limit: pageSize })
      while (page.rows.length > 0) {
        for (const { doc } of page.rows)
          for (const [id, { by, prev }] of await trusted(tenantId, doc))
            if (by.kind !== 'gateway') found.get(by.device)?.set(id, { id, prev })
        page = await database.changes({ since: page.lastSeq, limit: pageSize })
      }
    }
    return found
  }

  const trusted = (tenantId: TenantId, stored: StoredDocument): Promise<readonly SeenEvent[]> => {
    if ('body' in stored) return signedIn(tenantId, stored['body'])
    const ticket = v.safeParse(TicketDocument, { ...stored, id: stored._id })
    return Promise.resolve(ticket.success ? entriesOf(ticket.output.events) : [])
  }

  /** Anybody can send anything in another's name: only what a device signed itself is part of its chain. */
  const signedIn = async (tenantId: TenantId, body: unknown): Promise<readonly SeenEvent[]> => {
    const parsed = v.safeParse(TicketDocument, body)
    if (!parsed.success || parsed.output.tenantId !== tenantId) return []
    const { id: ticketId, events } = parsed.output
    const entries = entriesOf(events)
    const ids = entries.flatMap(([, { by }]) => (by.kind === 'gateway' ? [] : [by.device]))
    const devices = await signers.devices(tenantId, ids)
    return entries.filter(([id, event]) => {
      const signer = event.by.kind === 'gateway' ? undefined : devices.get(event.by.device)
      if (signer === undefined) return false
      const { publicKey } = signer
      return isSignedBy({ tenantId, ticketId }, { id, event }, { publicKey, verify })
    })
  }

  const settle = async (
    tenantId: TenantId,
    device: DeviceId,
    links: readonly Link[],
  ): Promise<void> => {
    const found = faultIn(links)
    const alarm = found === undefined ? null : { ...found, raisedAt: clock() }
    const place = { tenantId, kind: 'chain', key: device } as const
    const settled = await store.decide(place, (chain) => {
      // A fork stays one for ever: it was told once.
      const isTold = chain?.alarm != null && chain.alarm.after === alarm?.after
      const next = {
        stretches: [...joinLinks([], links)],
        openSince: alarm === null ? null : (chain?.openSince ?? clock()),
        alarm: isTold ? chain.alarm : alarm,
      }
      return ok({ next, value: isTold ? undefined : found })
    })
    if (!settled.ok || settled.value === undefined) return
    const { fault } = settled.value
    metrics.alarms.inc({ kind: fault })
    record({ kind: 'audit_chain_broken', tenantId, device, fault })
  }

  return {
    sawAdmitted: saw,
    sawRefused: (tenantId, body) => {
      background.run(async () => saw(tenantId, await signedIn(tenantId, body)))
    },
    auditTorn: async (tenantId) => {
      const due = [...torn].filter(
        ([, each]) => each.tenantId === tenantId && clock() - each.since >= tornMs,
      )
      if (due.length === 0) return
      const found = await readLinks(tenantId, new Set(due.map(([, { device }]) => device)))
      for (const [key, { device }] of due) {
        await settle(tenantId, device, [...(found.get(device)?.values() ?? [])])
        torn.delete(key)
      }
    },
  }
}
