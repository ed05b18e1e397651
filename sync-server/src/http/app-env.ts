import { type HttpBindings } from '@hono/node-server'
import { type Principal } from '../auth/principal.ts'

/** What our middleware leaves for the handlers of a request. */
export interface AppEnv {
  /** Absent where a test calls the app without a socket. */
  readonly Bindings: Partial<HttpBindings>
  readonly Variables: {
    readonly requestId: string
    /** Set by `requirePrincipal`. */
    readonly principal: Principal
  }
}
