import { createHmac } from 'node:crypto'
import { type DocumentToWrite, type StoredDocument } from '@totem/couchdb'
import {
  Cpf,
  Customer,
  isOwnedBy,
  mergeCustomers,
  mergeShifts,
  Shift,
  type PushResult,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type Principal } from '../auth/principal.ts'
import { unsealNatively } from '../crypto/unseal-natively.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { idOf, type PushDependencies } from './push-dependencies.ts'
import { type Refusal } from './quarantine.ts'
import { writeMerged, type MergeIntent } from './write-merged.ts'

/** How documents of one collection that are replaced as a whole are judged, merged and stored. */
export interface DocumentRules<D extends { readonly id: string }> {
  readonly collection: 'customers' | 'shifts'
  readonly schema: v.GenericSchema<unknown, D>
  /** Says why this device may not write this document; `undefined` when it may. */
  readonly refusal: (document: D, from: Principal) => string | undefined
  readonly merge: (a: D, b: D) => D
  /** Says that a document was most likely never stored, see `MergeIntent`. */
  readonly isLikelyNew: (document: D) => boolean
  /** Adds what only the gateway knows, e.g. the key under which a CPF is found. */
  readonly enrich: (document: D) => Readonly<Record<string, unknown>>
}

/** So young a person's data were never stored and erased again, in milliseconds. */
const freshMs = 60_000

/**
 * Personal data: written by the kiosk that owns the ticket, and by nobody else. Made anew for each push; without
 * the time (ms since 1970) everybody is looked up first.
 */
export const customerRules = (keys: TenantKeys, nowMs = 0): DocumentRules<Customer> => {
  // Opening is the dearest thing a push does; what was opened lives as long as this push.
  const opened = new Map<string, Cpf | undefined>()
  const cpfOf = (customer: Customer): Cpf | undefined => {
    const { cpfSealed } = customer
    if (!opened.has(cpfSealed)) opened.set(cpfSealed, openCpf(customer, keys))
    return opened.get(cpfSealed)
  }
  return {
    collection: 'customers',
    schema: Customer,
    refusal: (customer, from) => {
      const owner = customer.device === from.device && isOwnedBy(customer.id, from.device)
      if (!owner) return 'not_owner'
      return cpfOf(customer) === undefined ? 'cannot_unseal' : undefined
    },
    merge: mergeCustomers,
    isLikelyNew: ({ writtenAt }) => Math.abs(nowMs - writtenAt) < freshMs,
    // The CPF is opened for this one line: a keyed hash finds a person again, and gives nobody a CPF.
    enrich: (customer) => ({
      cpfLookup: createHmac('sha256', keys.cpfLookupKey)
        .update(cpfOf(customer) ?? '')
        .digest('base64url'),
    }),
  }
}

/** Shifts: opened and closed by staff. */
export const shiftRules: DocumentRules<Shift> = {
  collection: 'shifts',
  schema: Shift,
  refusal: (_shift, from) =>
    from.role === 'operator' || from.role === 'manager' ? undefined : 'forbidden_role',
  merge: mergeShifts,
  isLikelyNew: () => false,
  enrich: () => ({}),
}

/** Takes a batch of whole documents from a device; what is refused lies in quarantine. */
export const pushDocuments = async <D extends { readonly id: string; readonly tenantId: string }>(
  deps: PushDependencies,
  request: {
    readonly from: Principal
    readonly rules: DocumentRules<D>
    readonly rows: readonly unknown[]
  },
): Promise<readonly PushResult[]> => {
  const { from, rules, rows } = request
  const { collection } = rules
  const refusals: Refusal[] = []
  const judged = rows.map((row) => {
    const parsed = v.safeParse(rules.schema, row)
    const reason = parsed.success ? reasonFor(parsed.output, from, rules) : 'malformed'
    if (reason !== undefined)
      refusals.push({ collection, documentId: idOf(row), reason, body: row })
    return parsed.success && reason === undefined
      ? { kind: 'taken' as const, document: parsed.output }
      : { kind: 'refused' as const, id: idOf(row), reason: reason ?? 'malformed' }
  })
  await deps.quarantine.keep(from, refusals)

  const taken = judged.flatMap((each) => (each.kind === 'taken' ? [each.document] : []))
  const outcomes = await writeMerged(
    tenantDatabase(deps.couch, from.tenantId, collection),
    taken.map((document) => intentOf(document, rules)),
    { device: from.device, origins: deps.origins },
  )
  return judged.map((each): PushResult => {
    if (each.kind === 'refused') return { id: each.id, status: 'refused', reason: each.reason }
    const { id } = each.document
    const outcome = outcomes.get(id)
    if (outcome?.kind !== 'stored') return { id, status: 'refused', reason: 'erased' }
    const merged = v.parse(rules.schema, { ...outcome.document, id })
    const same = contentOf(merged) === contentOf(each.document)
    return {
      id,
      status: 'stored',
      safe: outcome.safe,
      ...(same ? {} : { document: { ...merged } }),
    }
  })
}

const intentOf = <D extends { readonly id: string }>(
  document: D,
  rules: DocumentRules<D>,
): MergeIntent => ({
  id: document.id,
  merge: (stored) => {
    const current = currentOf(stored, rules)
    const merged = current === undefined ? document : rules.merge(document, current)
    if (current !== undefined && contentOf(current) === contentOf(merged)) return undefined
    return toStored(merged, stored?._rev, rules)
  },
  isHeldByWriter: (write) => {
    const written = v.safeParse(rules.schema, { ...write, id: document.id })
    return written.success && contentOf(written.output) === contentOf(document)
  },
  isLikelyNew: rules.isLikelyNew(document),
})

/** Prints a document as the database holds it. */
export const toStored = <D extends { readonly id: string }>(
  document: D,
  rev: string | undefined,
  rules: DocumentRules<D>,
): DocumentToWrite => {
  const { id, ...body } = document
  return {
    _id: id,
    ...(rev === undefined ? {} : { _rev: rev }),
    ...body,
    ...rules.enrich(document),
  }
}

const currentOf = <D extends { readonly id: string }>(
  stored: StoredDocument | undefined,
  rules: DocumentRules<D>,
): D | undefined => {
  const parsed = v.safeParse(rules.schema, { ...stored, id: stored?._id })
  return parsed.success ? parsed.output : undefined
}

const reasonFor = <D extends { readonly id: string; readonly tenantId: string }>(
  document: D,
  from: Principal,
  rules: DocumentRules<D>,
): string | undefined =>
  document.tenantId === from.tenantId ? rules.refusal(document, from) : 'foreign_tenant'

const openCpf = ({ cpfSealed }: Customer, keys: TenantKeys): Cpf | undefined => {
  const opened = unsealNatively(cpfSealed, keys.sealing.secretKey)
  const parsed = v.safeParse(
    Cpf,
    opened === undefined ? undefined : new TextDecoder().decode(opened),
  )
  return parsed.success ? parsed.output : undefined
}

/** A schema gives members in its own order, so equal documents print equally. */
const contentOf = (document: object): string => JSON.stringify(document)
