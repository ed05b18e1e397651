import { badRequest, CouchError, notImplemented } from '../couch-error.ts'
import type { JsonObject } from './read-body.ts'

/** The largest document, in bytes: CouchDB's default `max_document_size`. */
export const maxDocumentBytes = 8_000_000

const writableMembers = new Set(['_id', '_rev', '_deleted', '_revisions', '_attachments'])
// Part of what is read with options; a client may send them back and CouchDB ignores them.
const ignoredMembers = new Set(['_conflicts', '_deleted_conflicts', '_local_seq', '_revs_info'])

/** Refuses an id CouchDB would refuse: CouchError 400. */
export function checkDocumentId(id: unknown): string {
  if (typeof id !== 'string') throw illegalId('Document id must be a string')
  if (id === '') throw illegalId('Document id must not be empty')
  if (id.startsWith('_') && !/^_(?:design|local)\/./.test(id))
    throw illegalId('Only reserved document ids may start with underscore.')
  return id
}

/**
 * Checks a document before anything of its batch is written.
 *
 * @returns the document as it may be stored.
 * @throws CouchError 400 for special members and revisions that CouchDB does not know, 413 for its
 *   size, 501 for attachments.
 */
export function checkDocument(doc: JsonObject, bytes: number): JsonObject {
  if (bytes > maxDocumentBytes)
    throw new CouchError({ status: 413, error: 'document_too_large', reason: '' })
  const kept: Record<string, unknown> = {}
  for (const [member, value] of Object.entries(doc)) {
    if (ignoredMembers.has(member)) continue
    if (member.startsWith('_') && !writableMembers.has(member))
      throw new CouchError({
        status: 400,
        error: 'doc_validation',
        reason: `Bad special document member: ${member}`,
      })
    kept[member] = value
  }
  if ('_rev' in kept) checkRevision(kept['_rev'])
  checkAttachments(kept)
  return kept
}

/** Refuses what is no revision: CouchError 400. */
export function checkRevision(rev: unknown): string {
  if (typeof rev !== 'string' || !/^\d+-.+$/.test(rev)) throw badRequest('Invalid rev format')
  return rev
}

/**
 * Tells why a design document is refused, if it is.
 *
 * A rule that is stored but not enforced would be worse than one that is refused.
 */
export function refusedDesign(doc: JsonObject): CouchError | undefined {
  const isDesign = typeof doc['_id'] === 'string' && doc['_id'].startsWith('_design/')
  if (!isDesign || doc['validate_doc_update'] === undefined) return undefined
  return notImplemented('The embedded server does not run validate_doc_update.')
}

function checkAttachments(doc: Record<string, unknown>): void {
  const attachments = doc['_attachments']
  if (
    typeof attachments === 'object' &&
    attachments !== null &&
    Object.keys(attachments).length > 0
  )
    throw notImplemented('The embedded server does not store attachments.')
  delete doc['_attachments']
}

function illegalId(reason: string): CouchError {
  return new CouchError({ status: 400, error: 'illegal_docid', reason })
}
