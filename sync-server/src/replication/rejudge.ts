import { TicketDocument, type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'
import { admissionContextFor, admitTicket } from './admit-tickets.ts'
import { mergeTicketIntent } from './merge-ticket.ts'
import { noOrigins } from './origins.ts'
import { type PushDependencies } from './push-dependencies.ts'
import { type QuarantineEntry } from './quarantine-entry.ts'
import { writeMerged } from './write-merged.ts'

/** How many entries are read at once. */
const pageSize = 100

/**
 * Judges again what an older build did not understand: after an upgrade the event may be plain. What
 * is still not admitted goes on waiting. Gives how many were admitted.
 */
export const rejudgeUnknown = async (
  deps: PushDependencies,
  tenantId: TenantId,
): Promise<number> => {
  let admitted = 0
  for (const entry of await unknownEntries(deps, tenantId)) {
    if (!(await admitAnew(deps, entry))) continue
    const { _id: id } = entry
    await deps.quarantine.decide({ tenantId, id, state: 'admitted', operator: null })
    admitted += 1
  }
  return admitted
}

/** All of them before the first is decided: what is decided leaves the list that is being read. */
const unknownEntries = async (
  { quarantine }: PushDependencies,
  tenantId: TenantId,
): Promise<readonly QuarantineEntry[]> => {
  const found: QuarantineEntry[] = []
  let bookmark: string | undefined
  do {
    const page = await quarantine.list({
      tenantId,
      state: 'waiting',
      limit: pageSize,
      ...(bookmark === undefined ? {} : { bookmark }),
    })
    found.push(...page.entries.filter(({ reason }) => reason === 'unknown_type'))
    bookmark = page.bookmark
  } while (bookmark !== undefined)
  return found
}

const admitAnew = async (
  { couch, signers, settlementKeys, verify }: PushDependencies,
  { tenantId, body, device }: QuarantineEntry,
): Promise<boolean> => {
  const parsed = v.safeParse(TicketDocument, body)
  if (!parsed.success || parsed.output.tenantId !== tenantId) return false
  const context = await admissionContextFor([parsed.output], tenantId, {
    signers,
    settlementKeys: settlementKeys(tenantId),
    verify,
  })
  const { admitted, refused } = admitTicket(parsed.output, context)
  if (refused.length > 0) return false
  const outcomes = await writeMerged(
    tenantDatabase(couch, tenantId, 'tickets'),
    [mergeTicketIntent({ ...parsed.output, events: admitted })],
    { device, origins: noOrigins },
  )
  return outcomes.get(parsed.output.id)?.kind === 'stored'
}
