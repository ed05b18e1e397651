import type { Context } from 'hono'
import type { StoreFolder } from '../storage/store-folder.ts'
import type { Store } from '../storage/store.ts'
import type { AdminLogin } from './admin-login.ts'

/** What the middleware leaves for the handlers. */
export interface CouchEnv {
  readonly Variables: { readonly loginMethod: 'default' | 'cookie' | undefined }
}

/** A request on its way through the server. */
export type CouchContext = Context<CouchEnv>

/** Answers one method of one path. */
export type Handler = (c: CouchContext) => Response | Promise<Response>

/** What the handlers work on. */
export interface CouchDeps {
  readonly folder: StoreFolder
  readonly login: AdminLogin
  /** Whether only this machine can reach the server. */
  readonly loopbackOnly: boolean
  /** Aborts when the server shuts down, which ends open feeds. */
  readonly stopping: AbortSignal
  /** Told of every failure that is answered with 500 or happens behind an answer. */
  readonly onError: (error: unknown) => void
}

/** Gives a path parameter, decoded. */
export function param(c: CouchContext, name: string): string {
  return c.req.param(name) ?? ''
}

/** Opens the database that the path names. */
export function storeOf(c: CouchContext, deps: CouchDeps): Promise<Store> {
  return deps.folder.open(param(c, 'db'))
}
