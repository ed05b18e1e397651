import { CouchRequestError } from '@totem/couchdb'

/**
 * Says whether something thrown means that CouchDB did not do what it was asked. Whatever the cause
 * (down, starting, wrong password), the caller keeps its data and asks again.
 */
export const isDatabaseUnavailable = (error: unknown): boolean => error instanceof CouchRequestError
