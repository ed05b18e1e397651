import { type CouchServer } from '@totem/couchdb'
import { type PublicKey, type TenantId, type VerifyText } from '@totem/shared-schema'
import { type Signers } from './admit-tickets.ts'
import { type ChainWatch } from './chain-watch.ts'
import { type Origins } from './origins.ts'
import { type Quarantine } from './quarantine.ts'

/** What pushing works with. */
export interface PushDependencies {
  readonly couch: CouchServer
  readonly signers: Signers
  readonly settlementKeys: (tenantId: TenantId) => readonly PublicKey[]
  readonly verify: VerifyText
  readonly quarantine: Quarantine
  readonly origins: Origins
  /** Hears of every event that is new in the ledger, once. */
  readonly sawAdmitted: ChainWatch['sawAdmitted']
}

/** Gives the id a row claims to have, to answer and to file it under, however broken the row is. */
export const idOf = (row: unknown): string =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string'
    ? row.id.slice(0, 100)
    : 'unknown'
