import type { MiddlewareHandler } from 'hono'
import { timingSafeEqual } from 'node:crypto'
import { getCookie, setCookie } from 'hono/cookie'
import { sessionSeconds, type AdminLogin } from './admin-login.ts'
import type { CouchContext, CouchEnv } from './context.ts'
import { CouchError } from '../couch-error.ts'

const cookieName = 'AuthSession'

const openPaths = /^\/(?:_up|_session|_utils(?:\/.*)?)?$/

/** Lets the admin in by basic authentication or session cookie, everybody to the open paths. */
export function authenticate(login: AdminLogin): MiddlewareHandler<CouchEnv> {
  const isBasic = basicMatcher(login)
  return async (c, next) => {
    const method = loginMethod(c, login, isBasic)
    c.set('loginMethod', method)
    if (method === undefined && !openPaths.test(c.req.path))
      throw unauthorized('You are not authorized to access this db.')
    await next()
    // Fauxton polls: a session in use does not end.
    if (method === 'cookie' && sessionState(c, login) === 'renew') setSession(c, login)
  }
}

function loginMethod(
  c: CouchContext,
  login: AdminLogin,
  isBasic: (header: string) => boolean,
): 'default' | 'cookie' | undefined {
  const header = c.req.header('authorization')
  if (header !== undefined && header !== '') {
    if (!isBasic(header)) throw wrongPassword()
    return 'default'
  }
  return sessionState(c, login) === 'invalid' ? undefined : 'cookie'
}

function sessionState(c: CouchContext, login: AdminLogin): 'valid' | 'renew' | 'invalid' {
  return login.checkSession(getCookie(c, cookieName) ?? '')
}

/** A client sends the same header with every request: the last good one is not decoded and hashed again. */
function basicMatcher(login: AdminLogin): (header: string) => boolean {
  let good: Buffer | undefined
  return (header) => {
    const given = Buffer.from(header)
    if (good?.length === given.length && timingSafeEqual(good, given)) return true
    if (!basicMatches(header, login)) return false
    good = given
    return true
  }
}

function basicMatches(header: string, login: AdminLogin): boolean {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(header) ?? []
  if (encoded === undefined) return false
  const [name = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':')
  return login.check(name, password.join(':'))
}

/** Puts a fresh session into the answer. */
export function setSession(c: CouchContext, login: AdminLogin): void {
  writeCookie(c, login.issueSession())
}

/** Takes the session back. */
export function clearSession(c: CouchContext): void {
  writeCookie(c, '')
}

/** Makes the 401 of a wrong name or password. */
export const wrongPassword = (): CouchError => unauthorized('Name or password is incorrect.')

function unauthorized(reason: string): CouchError {
  return new CouchError({ status: 401, error: 'unauthorized', reason })
}

function writeCookie(c: CouchContext, value: string): void {
  setCookie(c, cookieName, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: sessionSeconds,
  })
}
