import * as v from 'valibot'
import { answer } from './answer.ts'
import { clearSession, setSession, wrongPassword } from './authenticate.ts'
import type { CouchContext, CouchDeps, Handler } from './context.ts'
import { badRequest } from '../couch-error.ts'
import { readJson } from './read-body.ts'

const credentialsSchema = v.object({ name: v.string(), password: v.string() })

/** Makes the handlers of `/_session`, with which Fauxton logs in. */
export function sessionHandlers({ login }: CouchDeps): Record<'show' | 'begin' | 'end', Handler> {
  const roles = ['_admin']
  return {
    show(c) {
      const method = c.get('loginMethod')
      return answer(200, {
        ok: true,
        userCtx: method ? { name: login.name, roles } : { name: null, roles: [] },
        info: {
          authentication_handlers: ['cookie', 'default'],
          ...(method && { authenticated: method }),
        },
      })
    },

    async begin(c) {
      const { name, password } = await readCredentials(c)
      if (!login.check(name, password)) throw wrongPassword()
      setSession(c, login)
      return c.body(`${JSON.stringify({ ok: true, name, roles })}\n`, 200, {
        'content-type': 'application/json',
      })
    },

    end(c) {
      clearSession(c)
      return c.body('{"ok":true}\n', 200, { 'content-type': 'application/json' })
    },
  }
}

async function readCredentials(c: CouchContext): Promise<v.InferOutput<typeof credentialsSchema>> {
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')
  const body = isForm ? await c.req.parseBody() : (await readJson(c)).value
  const parsed = v.safeParse(credentialsSchema, body)
  if (!parsed.success) throw badRequest('Request body must contain a username and a password')
  return parsed.output
}
