import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

const kinds = {
  'page.css': 'text/css; charset=utf-8',
  'refresh.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const

/** Serves what the page needs beside its HTML, all from this origin. */
export const createAssetRoutes = (): Hono => {
  const routes = new Hono()
  for (const [name, type] of Object.entries(kinds)) {
    const body = readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
    routes.get(`/assets/${name}`, (c) =>
      c.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }),
    )
  }
  return routes
}
