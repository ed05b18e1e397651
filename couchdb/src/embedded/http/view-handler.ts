import * as v from 'valibot'
import { answer } from './answer.ts'
import { param, storeOf, type CouchDeps, type Handler } from './context.ts'
import { badRequest, fromPouch, notFound } from '../couch-error.ts'
import { readJsonText } from './query.ts'
import { readJsonObject, type JsonObject } from './read-body.ts'

const optionsSchema = v.object({
  reduce: v.optional(v.boolean()),
  group: v.optional(v.boolean()),
  group_level: v.optional(v.number()),
  include_docs: v.optional(v.boolean()),
  descending: v.optional(v.boolean()),
  inclusive_end: v.optional(v.boolean()),
  limit: v.optional(v.number()),
  skip: v.optional(v.number()),
  key: v.optional(v.unknown()),
  keys: v.optional(v.array(v.unknown())),
  startkey: v.optional(v.unknown()),
  endkey: v.optional(v.unknown()),
})

/**
 * Makes the handler of map/reduce views.
 *
 * Their functions run in `node:vm`, which is no sandbox: whoever may write a design document, the admin
 * alone, may run code as this process.
 */
export function viewHandler(deps: CouchDeps): Handler {
  return async (c) => {
    const store = await storeOf(c, deps)
    const query = Object.entries(c.req.query()).map(([name, text]) => [name, readJsonText(text)])
    const body: JsonObject = c.req.method === 'POST' ? await readJsonObject(c) : {}
    const options = v.safeParse(optionsSchema, { ...Object.fromEntries(query), ...body })
    if (!options.success) throw badRequest('Invalid view parameter')
    try {
      const name = `${param(c, 'design')}/${param(c, 'view')}`
      return answer(200, await store.pouch.query(name, options.output))
    } catch (error) {
      const known = fromPouch(error)
      if (known?.status === 404) throw notFound('missing_named_view')
      throw known ?? error
    }
  }
}
