import { createMiddleware } from 'hono/factory'

/** Keeps answers out of every cache, unless the route has said how long they may be kept. */
export const noStore = createMiddleware(async (c, next) => {
  await next()
  const { headers } = c.res
  // Not by `c.header`: on an answer that is ready it builds the whole answer anew, body and all.
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
})
