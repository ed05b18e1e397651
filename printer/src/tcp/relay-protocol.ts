import * as v from 'valibot'

/**
 * Parses what a page says first on the relay's WebSocket: who it is and which printer it means. Binary frames follow, each of at most
 * one chunk, and go to the printer as they are. The token travels in the message, never in the URL.
 */
export const RelayHello = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(4_000)),
  printer: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,30}$/)),
})
/** What a page says first. */
export type RelayHello = v.InferOutput<typeof RelayHello>

/** Parses what the relay says in text; its binary frames are the printer's own words. */
export const RelayWord = v.variant('kind', [
  v.object({ kind: v.literal('open') }),
  /** No connection came about; the socket closes. */
  v.object({
    kind: v.literal('refused'),
    problem: v.picklist(['absent', 'busy', 'denied']),
  }),
  /** The network took the oldest frame that was not taken yet. */
  v.object({ kind: v.literal('taken') }),
])
/** What the relay says in text. */
export type RelayWord = v.InferOutput<typeof RelayWord>
