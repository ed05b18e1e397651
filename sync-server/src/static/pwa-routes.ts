import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { createMiddleware } from 'hono/factory'
import { type AppEnv } from '../http/app-env.ts'
import { notFound } from '../problem/problem-handlers.ts'
import { problem } from '../problem/problem.ts'

/** Content never changes under a name that holds its hash (Vite: `assets/name-hash.js`). */
const hashedAsset = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/
const anyFile = /\.\w+$/

/** Makes the routes of one built PWA, mounted at `/{name}`. */
export const createPwaRoutes = (name: string, dist: string): Hono<AppEnv> => {
  const index = join(dist, 'index.html')
  const requireBuild = createMiddleware<AppEnv>(async (c, next) =>
    existsSync(index) ? next() : notBuilt(c, name),
  )
  return new Hono<AppEnv>()
    .get('/', (c, next) => (c.req.path.endsWith('/') ? next() : c.redirect(`/${name}/`)))
    .get('/*', requireBuild, cacheRule, compress(), serveFiles(name, dist), async (c) =>
      // A missing file is an error; any other address is a screen of the app.
      anyFile.test(c.req.path) ? notFound(c) : c.html(await readFile(index, 'utf8')),
    )
}

/** Old copies of sw.js or index.html would hold a kiosk on an old build. */
const cacheRule = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  if (!c.res.ok) return
  const rule = hashedAsset.test(c.req.path) ? 'public, max-age=31536000, immutable' : 'no-cache'
  c.header('Cache-Control', rule)
})

/** Waits with opening the folder until it is there: an app may be built while the gateway runs. */
const serveFiles = (name: string, dist: string): MiddlewareHandler<AppEnv> => {
  let serve: MiddlewareHandler<AppEnv> | undefined
  return (c, next) => {
    serve ??= serveStatic<AppEnv>({
      root: dist,
      precompressed: true,
      rewriteRequestPath: (path) => path.slice(`/${name}`.length),
    })
    return serve(c, next)
  }
}

const notBuilt = (c: Context, name: string): Response =>
  problem(c, {
    code: 'app_not_built',
    status: 503,
    title: `The app ${name} has not been built`,
    detail: 'Run "npm run build" in the repository.',
  })
