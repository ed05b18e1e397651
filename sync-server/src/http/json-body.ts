import { err, ok, type Result } from '@totem/shared-schema'
import { type Context, type MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as v from 'valibot'
import { problem, type ProblemAnswer } from '../problem/problem.ts'
import { type AppEnv } from './app-env.ts'
import { type BodyRefusal, readBody } from './read-body.ts'

/** The largest body of an ordinary request, in bytes. */
export const maxBodyBytes = 64 * 1024

/** Makes the middleware that parses a JSON body by a schema; handlers read it with `c.req.valid('json')`. */
export const jsonBody = <S extends v.GenericSchema>(
  schema: S,
  maxBytes = maxBodyBytes,
): MiddlewareHandler<
  AppEnv,
  string,
  { in: { json: v.InferInput<S> }; out: { json: v.InferOutput<S> } }
> =>
  createMiddleware(async (c, next) => {
    const body = await readJson(c, maxBytes)
    if (!body.ok) return problem(c, body.error)
    const parsed = v.safeParse(schema, body.value, { abortEarly: true })
    if (!parsed.success) return problem(c, invalid(parsed.issues[0]))
    // Hono's own validators hand values on in the same way; its types ask for an object.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
    c.req.addValidatedData('json', parsed.output as object)
    return next()
  })

/** Reads the JSON body of a request, compressed or not, or says which problem to answer with. */
export const readJson = async (
  c: Context,
  maxBytes: number,
): Promise<Result<unknown, ProblemAnswer>> => {
  if (!isJson(c.req.header('content-type'))) return err(unsupported)
  const body = await readBody(c.req.raw, maxBytes)
  if (!body.ok) return err(refusals[body.error])
  try {
    return ok(JSON.parse(utf8.decode(body.value)) as unknown)
  } catch {
    return err(malformed)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json(?:\s*;|$)/i.test(contentType ?? '')

/** Names the place of the fault and never the value: it may be a password or a person's name. */
const invalid = (issue: v.BaseIssue<unknown>): ProblemAnswer => ({
  code: 'invalid_body',
  status: 422,
  title: 'The body does not have the expected form',
  detail: `Look at: ${v.getDotPath(issue) ?? 'the body itself'}`,
})

const unsupported: ProblemAnswer = {
  code: 'unsupported_media_type',
  status: 415,
  title: 'The body must be application/json',
}

const malformed: ProblemAnswer = {
  code: 'malformed_json',
  status: 400,
  title: 'The body is not JSON in UTF-8',
}

const refusals: Readonly<Record<BodyRefusal, ProblemAnswer>> = {
  too_large: { code: 'body_too_large', status: 413, title: 'The body is too large' },
  unknown_encoding: {
    code: 'unknown_content_encoding',
    status: 415,
    title: 'The body must be plain or gzip, deflate, br or zstd',
  },
  damaged: { code: 'damaged_body', status: 400, title: 'The body could not be decompressed' },
}
