import * as v from 'valibot'

/** Parses an error of the gateway: `application/problem+json` (RFC 9457). */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
})
/** An error of the gateway; `type` ends in a code programs act on, `detail` says what to do. */
export type Problem = v.InferOutput<typeof Problem>

/** Gives the `type` of a problem from its code. */
export const problemType = (code: string): string => `https://totem.example/problems/${code}`
