import * as v from 'valibot'

const Collection = v.picklist(['tickets', 'customers'])
const Documents = v.array(v.record(v.string(), v.unknown()))

/** Parses what a device says to the floor's server. */
export const FloorRequest = v.object({
  request: v.number(),
  collection: Collection,
  /** Documents to append; absent in a pull. */
  documents: v.optional(Documents),
  from: v.optional(v.number(), 0),
})
/** What a device says to the floor's server. */
export type FloorRequest = v.InferInput<typeof FloorRequest>

/** Parses what the floor's server says: an answer, or (without `request`) somebody else's rows. */
export const FloorMessage = v.object({
  request: v.optional(v.number()),
  collection: Collection,
  documents: Documents,
  /** How many documents the log holds after these. */
  at: v.number(),
})
/** What the floor's server says. */
export type FloorMessage = v.InferInput<typeof FloorMessage>
