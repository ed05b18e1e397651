import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMiddleware } from 'hono/factory'
import * as v from 'valibot'

const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')

/** Names the build that answers. */
export const buildId = v.parse(
  v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() })),
  manifest,
).version

/** Puts the build's name on every answer, so that a report of trouble says which build it was. */
export const buildIdHeader = createMiddleware(async (c, next) => {
  await next()
  c.res.headers.set('Totem-Build', buildId)
})
