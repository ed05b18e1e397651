import { Problem } from '@totem/shared-schema'
import { type MiddlewareHandler } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import { STATUS_CODES } from 'node:http'
import type * as v from 'valibot'

/** What the API page says about one operation. */
export interface Operation {
  readonly summary: string
  readonly tag: string
  readonly body?: v.GenericSchema
  readonly answer: v.GenericSchema
  /** Statuses of the problems the operation may answer with. */
  readonly problems?: readonly number[]
  /** Whether a device or operator must show its access token. */
  readonly needsToken?: boolean
  /** What a body and an answer look like. */
  readonly examples?: { readonly body?: unknown; readonly answer?: unknown }
}

/** Makes the middleware that describes an operation for OpenAPI; it does nothing to the request. */
export const describeOperation = (operation: Operation): MiddlewareHandler => {
  const { summary, tag, body, answer, problems = [], needsToken = false, examples } = operation
  return describeRoute({
    summary,
    tags: [tag],
    security: needsToken ? [{ accessToken: [] }] : [],
    ...(body !== undefined && {
      requestBody: { required: true, content: jsonContent(body, examples?.body) },
    }),
    responses: {
      200: { description: 'OK', content: jsonContent(answer, examples?.answer) },
      ...Object.fromEntries(problems.map((status) => [status, problemResponse(status)])),
    },
  })
}

const jsonContent = (schema: v.GenericSchema, example: unknown): Record<string, object> => ({
  'application/json': { schema: shape(schema), ...(example !== undefined && { example }) },
})

const problemResponse = (status: number): object => ({
  description: STATUS_CODES[status] ?? 'Problem',
  content: { 'application/problem+json': { schema: shape(Problem) } },
})

/** Checks that JSON Schema cannot say (check digits, base64url lengths) are left out of the description. */
const shape = (schema: v.GenericSchema): ReturnType<typeof resolver> =>
  resolver(schema, { errorMode: 'ignore' })
