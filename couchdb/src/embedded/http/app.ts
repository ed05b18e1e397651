import { Hono } from 'hono'
import { answer, answerError } from './answer.ts'
import { authenticate } from './authenticate.ts'
import type { CouchDeps, CouchEnv } from './context.ts'
import { CouchError, fromPouch, notFound } from '../couch-error.ts'
import { guardHost } from './guard-host.ts'
import { routeTable } from './routes.ts'

/** Puts the server together without listening, so that tests can call it. */
export function createCouchApp(deps: CouchDeps): Hono<CouchEnv> {
  // Not strict: PouchDB asks for `/db/`.
  const app = new Hono<CouchEnv>({ strict: false })
  if (deps.loopbackOnly) app.use(guardHost())
  app.use(authenticate(deps.login))

  for (const [path, methods] of Object.entries(routeTable(deps))) {
    for (const [method, handler] of Object.entries(methods)) app.on(method, path, handler)
    const allowed = Object.keys(methods).toSorted().join(',')
    app.all(path, () => {
      throw new CouchError(
        { status: 405, error: 'method_not_allowed', reason: `Only ${allowed} allowed` },
        { allow: allowed },
      )
    })
  }

  app.notFound(() => answerError(notFound('missing')))
  app.onError((error) => {
    const known = error instanceof CouchError ? error : fromPouch(error)
    if (known && known.status < 500) return answerError(known)
    if (known?.status === 501 || known?.status === 507) return answerError(known)
    deps.onError(error)
    return answer(500, { error: 'unknown_error', reason: 'The server failed; its log says why.' })
  })
  return app
}
