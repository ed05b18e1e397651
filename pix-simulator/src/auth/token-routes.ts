import { type Context, Hono } from 'hono'
import { auth as readBasicAuth } from 'hono/utils/basic-auth'
import * as v from 'valibot'
import { type Credentials, areSameCredentials } from './credentials.ts'
import { scopes } from './scope.ts'
import { type Tokens, tokenLifetimeSeconds } from './tokens.ts'

/** Why a token is not given out (RFC 6749 §5.2). */
type TokenError = 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope'

const Scopes = v.array(v.picklist(scopes))

/** Serves `POST /oauth/token`: client credentials, parameters in the query or in a form body. */
export const createTokenRoutes = (credentials: Credentials, tokens: Tokens): Hono => {
  const routes = new Hono()
  routes.post('/oauth/token', async (c) => {
    c.header('Cache-Control', 'no-store')
    const given = readBasicAuth(c.req.raw)
    const isClient =
      given !== undefined &&
      areSameCredentials({ clientId: given.username, clientSecret: given.password }, credentials)
    if (!isClient) {
      c.header('WWW-Authenticate', 'Basic realm="pix-simulator"')
      return refuse(c, 'invalid_client')
    }
    const parameters = { ...(await c.req.parseBody()), ...c.req.query() }
    if (parameters['grant_type'] !== 'client_credentials')
      return refuse(c, 'unsupported_grant_type')
    const granted = v.safeParse(Scopes, scopesAsked(parameters['scope']))
    if (!granted.success) return refuse(c, 'invalid_scope')
    return c.json({
      access_token: tokens.issue(granted.output),
      token_type: 'Bearer',
      expires_in: tokenLifetimeSeconds,
      scope: granted.output.join(' '),
    })
  })
  return routes
}

/** Reads a space-separated list; a client that names no scope gets all. */
const scopesAsked = (text: unknown): readonly string[] =>
  typeof text === 'string' && text.trim() !== '' ? text.trim().split(/\s+/) : scopes

const refuse = (c: Context, error: TokenError): Response =>
  c.json({ error }, error === 'invalid_client' ? 401 : 400)
