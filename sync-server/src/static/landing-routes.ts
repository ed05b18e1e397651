import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { type AppEnv } from '../http/app-env.ts'

const html = readFileSync(join(import.meta.dirname, 'landing.html'), 'utf8')
const css = readFileSync(join(import.meta.dirname, 'landing.css'), 'utf8')

/** Makes the front page, which shows people the way to the apps. */
export const createLandingRoutes = (): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/', (c) => c.html(html))
    .get('/landing.css', (c) => {
      c.header('Cache-Control', 'public, max-age=3600')
      return c.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8' })
    })
