import { createMiddleware } from 'hono/factory'
import { problem } from '../problem/problem.ts'
import { type AppEnv } from './app-env.ts'

/**
 * Every address of this gateway is made of unreserved characters. So anything that could mean something
 * else to a later reader (escapes, dot segments, double slashes, backslashes, absolute URLs) is
 * refused before routing, and no handler has to think of it.
 */
const plainTarget = /^(?:\/(?!\.{1,2}(?:\/|\?|$))[\w.~-]+)*\/?(?:\?[^#\s]*)?$/

/** Says whether a request target (path and query) as it came over the wire is one we route. */
export const isPlainTarget = (target: string): boolean =>
  target.startsWith('/') && target.length <= 4_096 && plainTarget.test(target)

/** Refuses request targets with anything unusual in their path. */
export const plainPathOnly = createMiddleware<AppEnv>(async (c, next) => {
  const { pathname, search } = new URL(c.req.url)
  // The wire's own target is looked at too: building the URL has already resolved `..` in it.
  const wire = targetOnWire(c.env) ?? `${pathname}${search}`
  if (isPlainTarget(wire) && isPlainTarget(`${pathname}${search}`)) return next()
  return problem(c, {
    code: 'bad_path',
    status: 400,
    title: 'The address holds characters this server does not use',
  })
})

/** Hono gives no bindings at all where the app is called without a socket. */
const targetOnWire = (bindings: AppEnv['Bindings'] | undefined): string | undefined =>
  bindings?.incoming?.url
