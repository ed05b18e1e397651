/** A CouchDB that already runs and is measured instead of the embedded one. */
export interface ExternalCouch {
  readonly url: string
  readonly user: string | undefined
  readonly passwordFile: string | undefined
}

/** Reads which CouchDB is meant, in the variables the rest of Totem uses; `undefined`: the embedded one. */
export const readExternalCouch = (): ExternalCouch | undefined => {
  const { COUCHDB_URL: url, COUCHDB_USER: user, COUCHDB_PASSWORD_FILE: passwordFile } = process.env
  return url === undefined || url === '' ? undefined : { url, user, passwordFile }
}
