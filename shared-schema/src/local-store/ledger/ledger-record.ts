import * as v from 'valibot'
import {
  BusinessDay,
  Customer,
  DeviceId,
  DeviceKey,
  EventId,
  Grant,
  Hlc,
  KioskLetter,
  PublicKey,
  SecretKey,
  Service,
  Shift,
  TenantId,
  TenantProfile,
  TicketEvent,
  TicketId,
} from '@totem/shared-schema'
import { offlineRecords } from './offline-charges.ts'
import { unlockRecords } from './unlocks.ts'

/** Parses one record of the device ledger. Records are facts in the order in which they became true here. */
export const LedgerRecord = v.variant('kind', [
  v.object({
    kind: v.literal('device'),
    device: DeviceId,
    tenantId: TenantId,
    letter: v.nullable(KioskLetter),
    publicKey: PublicKey,
    secretKey: SecretKey,
  }),
  v.object({ kind: v.literal('profile'), profile: TenantProfile }),
  /** An event this device signed. A `created` assigns its number by being here. */
  v.object({ kind: v.literal('event'), ticketId: TicketId, id: EventId, event: TicketEvent }),
  /** Where numbering and the chain stand; written when the ledger is compacted. */
  v.object({
    kind: v.literal('numbering'),
    day: v.nullable(BusinessDay),
    counter: v.pipe(v.number(), v.integer()),
    head: v.nullable(EventId),
  }),
  v.object({ kind: v.literal('acknowledged'), ids: v.array(EventId), at: Hlc }),
  v.object({ kind: v.literal('refused'), id: EventId, reason: v.string(), at: Hlc }),
  /** The price list as last seen: a kiosk whose IndexedDB is gone sells on without a network. */
  v.object({ kind: v.literal('catalog'), services: v.array(Service) }),
  /** The keys of the studio's devices as last seen: a tablet knows paper again without a network. */
  v.object({ kind: v.literal('device_keys'), devices: v.array(DeviceKey) }),
  v.object({ kind: v.literal('grant'), grant: v.nullable(Grant) }),
  v.object({ kind: v.literal('shift'), shift: Shift }),
  v.object({ kind: v.literal('customer'), customer: Customer }),
  /** The gateway has this version of a shift or customer; `hash` is that of the version. */
  v.object({ kind: v.literal('document_acknowledged'), id: v.string(), hash: v.string(), at: Hlc }),
  /** Which life of the gateway's database the device works with; every new life starts a new generation of replication. */
  v.object({
    kind: v.literal('epoch'),
    collection: v.string(),
    epoch: v.string(),
    generation: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  ...offlineRecords,
  ...unlockRecords,
])
/** One record of the device ledger. */
export type LedgerRecord = v.InferOutput<typeof LedgerRecord>

/** Prints a record as a line that can be recognised as whole: hash, space, JSON. */
export const printRecord = (record: LedgerRecord): string => {
  const json = JSON.stringify(record)
  return `${checkOf(json)} ${json}\n`
}

/** What reading a ledger gives: its whole records, and how many lines were not. */
export interface LedgerReading {
  readonly records: readonly LedgerRecord[]
  /** Whole lines of a kind that this build does not know: a newer one wrote them, and will want them back. */
  readonly unknown: readonly string[]
  readonly damaged: number
}

/**
 * Reads a ledger. A line that a power cut left half-written is passed over: it was never
 * acknowledged to anybody, because `append` had not resolved.
 */
export const readRecords = (text: string): LedgerReading => {
  const records: LedgerRecord[] = []
  const unknown: string[] = []
  let damaged = 0
  for (const line of text.split('\n')) {
    if (line === '') continue
    const json = wholeJson(line)
    const parsed = json === undefined ? undefined : v.safeParse(LedgerRecord, JSON.parse(json))
    if (parsed === undefined) damaged += 1
    else if (parsed.success) records.push(parsed.output)
    else unknown.push(line)
  }
  return { records, unknown, damaged }
}

/** Gives the record's text when all of it is there. */
const wholeJson = (line: string): string | undefined => {
  const json = line.slice(checkLength + 1)
  return line.slice(0, checkLength) === checkOf(json) ? json : undefined
}

const checkLength = 8

/**
 * FNV-1a, 32 bits: it is to tell a torn line, not a forger, and a start-up reads thousands of them. A torn line passes
 * once in four thousand million, and then still has to be JSON of a record.
 */
const checkOf = (json: string): string => {
  let hash = 0x811c9dc5
  for (let at = 0; at < json.length; at += 1)
    hash = Math.imul(hash ^ json.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(checkLength, '0')
}
