import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import { type AppEnv } from '../http/app-env.ts'
import { buildId } from '../http/build-id.ts'
import { notFound } from '../problem/problem-handlers.ts'

const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/** The only files of the page; its script is ours, because the policy allows no inline one. */
const assets: Readonly<Record<string, { readonly path: string; readonly type: string }>> = {
  'swagger-ui-bundle.js': {
    path: join(swaggerUi, 'swagger-ui-bundle.js'),
    type: 'text/javascript',
  },
  'swagger-ui.css': { path: join(swaggerUi, 'swagger-ui.css'), type: 'text/css' },
  'open-docs.js': { path: join(import.meta.dirname, 'page/open-docs.js'), type: 'text/javascript' },
}
const page = join(import.meta.dirname, 'page/index.html')

/** Makes the routes of the API's description and of the page that shows it, without foreign hosts. */
export const createApiDocsRoutes = (app: Hono<AppEnv>): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/openapi.json', async (c) =>
      c.json(
        await generateSpecs(app, {
          documentation: {
            openapi: '3.1.0',
            info: {
              title: 'Totem gateway',
              version: buildId,
              description: 'The only way to the data of a studio. Errors are problem+json.',
            },
            components: {
              securitySchemes: {
                accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
              },
            },
          },
        }),
      ),
    )
    .get('/docs', async (c) => c.html(await readFile(page, 'utf8')))
    .get('/docs/:asset', async (c) => {
      const name = c.req.param('asset')
      const asset = Object.hasOwn(assets, name) ? assets[name] : undefined
      if (asset === undefined) return notFound(c)
      c.header('Cache-Control', 'public, max-age=3600')
      return c.body(new Uint8Array(await readFile(asset.path)), 200, { 'Content-Type': asset.type })
    })
