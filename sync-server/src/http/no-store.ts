import { createMiddleware } from 'hono/factory'

/** Keeps answers out of every cache, unless the route has said how long they may be kept. */
export const noStore = createMiddleware(async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
})
