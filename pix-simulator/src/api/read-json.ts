import { type Context } from 'hono'
import { type Result, err, ok } from '@totem/shared-schema'

/** Reads the body as JSON, whatever its content type says; `not_json` when it is none. */
export const readJson = async (c: Context): Promise<Result<unknown, 'not_json'>> => {
  try {
    const body: unknown = JSON.parse(await c.req.text())
    return ok(body)
  } catch (error) {
    if (error instanceof SyntaxError) return err('not_json')
    throw error
  }
}
