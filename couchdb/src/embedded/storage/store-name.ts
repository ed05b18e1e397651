import { CouchError } from '../couch-error.ts'

const legalName = /^[a-z][a-z0-9_$()+/-]*$/
// PouchDB keeps a view beside its database under this infix.
const viewInfix = '-mrview-'
// Linux file names end at 255 bytes; the view's hash and the ending take 48 of them.
const maxFileName = 200

const extension = '.sqlite'

/**
 * Turns a database name into a file name that cannot leave its folder.
 *
 * @throws CouchError 400 for a name CouchDB would refuse.
 */
export function fileNameOf(database: string): string {
  const encoded = encodeURIComponent(database)
  if (!legalName.test(database) || database.includes(viewInfix) || encoded.length > maxFileName)
    throw illegalName(database)
  return `${encoded}${extension}`
}

/** Reads the database's name back, or nothing for views and foreign files. */
export function databaseOf(fileName: string): string | undefined {
  if (!fileName.endsWith(extension) || fileName.includes(viewInfix)) return undefined
  return decodeURIComponent(fileName.slice(0, -extension.length))
}

/** Tells whether a file belongs to a database: itself, its views, and SQLite's logs of both. */
export function belongsTo(fileName: string, database: string): boolean {
  const encoded = encodeURIComponent(database)
  return (
    fileName.startsWith(`${encoded}${extension}`) || fileName.startsWith(`${encoded}${viewInfix}`)
  )
}

function illegalName(database: string): CouchError {
  return new CouchError({
    status: 400,
    error: 'illegal_database_name',
    reason: `Name: '${database}'. Only lowercase characters (a-z), digits (0-9), and any of the characters _, $, (, ), +, -, and / are allowed. Must begin with a letter.`,
  })
}
