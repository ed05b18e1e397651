import { badRequest } from '../couch-error.ts'

/** Writes a sequence number as the opaque token that clients keep. */
export function formatSequence(number: number, instance: string): string {
  return `${number}-${instance}`
}

/** What a token is read against. */
export interface SequenceOrigin {
  readonly instance: string
  /** The newest sequence number of the database. */
  readonly head: number
}

/**
 * Reads the `since` of a request as the number to go on after.
 *
 * A token of another instance of the database, deleted and made again or wiped, starts from 0, and so
 * does one from the future of an older copy: replaying is harmless, silence is not.
 *
 * @throws CouchError 400 for anything else, also for a bare number, as CouchDB does.
 */
export function parseSince(since: string | undefined, origin: SequenceOrigin): number {
  if (since === undefined || since === '' || since === '0') return 0
  if (since === 'now') return origin.head
  const [, number, instance] = /^(\d{1,15})-([0-9A-Za-z_-]+)$/.exec(since) ?? []
  if (number === undefined) throw badRequest("Malformed sequence supplied in 'since' parameter.")
  return instance === origin.instance && Number(number) <= origin.head ? Number(number) : 0
}
