/** A CouchDB that already runs and is measured instead of the embedded one. */
export interface ExternalCouch {
  readonly url: string
  readonly user: string | undefined
  readonly passwordFile: string | undefined
  /** Its process, where it runs on this machine and its processor time is to be counted. */
  readonly pid: number | undefined
}

/** Reads which CouchDB is meant, in the variables the rest of Totem uses; `undefined`: the embedded one. */
export const readExternalCouch = (): ExternalCouch | undefined => {
  const { COUCHDB_URL: url, COUCHDB_USER: user, COUCHDB_PASSWORD_FILE: passwordFile } = process.env
  if (url === undefined || url === '') return undefined
  const { COUCHDB_PID: pid } = process.env
  return { url, user, passwordFile, pid: pid === undefined ? undefined : Number(pid) }
}
