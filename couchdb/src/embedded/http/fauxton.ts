import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Handler } from './context.ts'
import { notFound } from '../couch-error.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.eot': 'application/vnd.ms-fontobject',
  '.otf': 'font/otf',
  '.map': 'application/json',
}

/** Makes the handler of CouchDB's web interface. */
export function fauxtonHandler(): Handler {
  const root = join(
    dirname(fileURLToPath(import.meta.resolve('pouchdb-fauxton/package.json'))),
    'www',
  )
  const files = listFiles(root)

  return async (c) => {
    // The page's links are relative to the folder.
    if (new URL(c.req.url).pathname === '/_utils') return c.redirect('/_utils/', 301)
    const asked = c.req.path.slice('/_utils/'.length) || 'index.html'
    // Only what the package holds is served, so no path can lead out of it.
    const file = files.get(asked)
    if (file === undefined) throw notFound('missing')
    return c.body(await readFile(file), 200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': "frame-ancestors 'none'",
    })
  }
}

function listFiles(root: string): ReadonlyMap<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(root, path).split(sep).join('/'), path]),
  )
}
