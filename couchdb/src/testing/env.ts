import { type CouchAdmin } from './lodge-in-couch.ts'

/** The real CouchDB that the tests are to run on, where one is named. */
export const realCouch = (): CouchAdmin | undefined => {
  const { COUCHDB_URL: url, COUCHDB_USER: user, COUCHDB_PASSWORD: password } = process.env
  if (url === undefined || url === '') return undefined
  if (user === undefined || password === undefined)
    throw new Error('Set COUCHDB_USER and COUCHDB_PASSWORD beside COUCHDB_URL.')
  return { url: url.replace(/\/+$/, ''), user, password }
}
